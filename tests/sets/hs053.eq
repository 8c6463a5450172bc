# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 53.
unknown x1 = 2 in [-10, 10], x2 = 2 in [-10, 10], x3 = 2 in [-10, 10], x4 = 2 in [-10, 10],
        x5 = 2 in [-10, 10];
minimize (x1 - x2)^2 + (x2 + x3 - 2)^2 + (x4 - 1)^2 + (x5 - 1)^2;
x1 + 3*x2 = 0;
x3 + x4 - 2*x5 = 0;
x2 - x5 = 0;

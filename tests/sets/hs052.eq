# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 52.
unknown x1 = 2, x2 = 2, x3 = 2, x4 = 2, x5 = 2;
minimize (4*x1 - x2)^2 + (x2 + x3 - 2)^2 + (x4 - 1)^2 + (x5 - 1)^2;
x1 + 3*x2 = 0;
x3 + x4 - 2*x5 = 0;
x2 - x5 = 0;

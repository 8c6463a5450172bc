# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 60.
unknown x1 = 2 in [-10, 10], x2 = 2 in [-10, 10], x3 = 2 in [-10, 10];
minimize (x1 - 1)^2 + (x1 - x2)^2 + (x2 - x3)^4;
x1*(1 + x2^2) + x3^4 - 4 - 3*sqrt(2) = 0;

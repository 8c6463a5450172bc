# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 30.
unknown x1 = 1 in [1, 10], x2 = 1 in [-10, 10], x3 = 1 in [-10, 10];
minimize x1^2 + x2^2 + x3^2;
x1^2 + x2^2 - 1 >= 0;

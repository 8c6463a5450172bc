# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 31.
unknown x1 = 1 in [-10, 10];
unknown x2 = 1 in [1, 10];
unknown x3 = 1 in [-10, 1];
minimize 9 * x1^2 + x2^2 + 9 * x3^2;
x1 * x2 - 1 >= 0;

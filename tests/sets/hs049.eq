# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 49.
unknown x1 = 10;
unknown x2 = 7;
unknown x3 = 2;
unknown x4 = -3;
unknown x5 = 0.8;
minimize (x1 - x2)^2 + (x3 - 1)^2 + (x4 - 1)^4 + (x5 - 1)^6;
x1 + x2 + x3 + 4 * x4 - 7 = 0;
x3 + 5 * x5 - 6 = 0;

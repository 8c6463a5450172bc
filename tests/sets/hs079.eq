# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 79.
unknown x1 = 2;
unknown x2 = 2;
unknown x3 = 2;
unknown x4 = 2;
unknown x5 = 2;
minimize (x1 - 1)^2 + (x1 - x2)^2 + (x2 - x3)^2 + (x3 - x4)^4 + (x4 - x5)^4;
x1 + x2^2 + x3^3 - 2 - 3 * sqrt(2) = 0;
x2 - x3^2 + x4 + 2 - 2 * sqrt(2) = 0;
x1 * x5 - 2 = 0;

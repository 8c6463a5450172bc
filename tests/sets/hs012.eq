# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 12.
unknown x1 = 0;
unknown x2 = 0;
minimize x1^2 / 2 + x2^2 - x1 * x2 - 7 * x1 - 7 * x2;
4 * x1^2 + x2^2 <= 25;

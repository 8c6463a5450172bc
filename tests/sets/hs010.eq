# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 10.
unknown x1 = -10;
unknown x2 = 10;
minimize x1 - x2;
-3 * x1^2 + 2 * x1 * x2 - x2^2 + 1 >= 0;

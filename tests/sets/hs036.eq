# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 36.
unknown x1 = 10 in [0, 20];
unknown x2 = 10 in [0, 11];
unknown x3 = 10 in [0, 42];
minimize -x1 * x2 * x3;
-72 + x1 + 2 * x2 + 2 * x3 <= 0;

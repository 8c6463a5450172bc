# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 8.
unknown x1 = 2;
unknown x2 = 1;
minimize -1;
x1^2 + x2^2 - 25 = 0;
x1 * x2 - 9 = 0;

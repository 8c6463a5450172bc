# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 39.
unknown x1 = 2, x2 = 2, x3 = 2, x4 = 2;
minimize -x1;
x2 - x1^3 - x3^2 = 0;
x1^2 - x2 - x4^2 = 0;

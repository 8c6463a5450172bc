# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 48.
unknown x1 = 3, x2 = 5, x3 = -3, x4 = 2, x5 = -2;
minimize (x1 - 1)^2 + (x2 - x3)^2 + (x4 - x5)^2;
x1 + x2 + x3 + x4 + x5 - 5 = 0;
x3 - 2*(x4 + x5) + 3 = 0;

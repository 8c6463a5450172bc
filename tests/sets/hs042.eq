# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 42.
unknown x1 = 1, x2 = 1, x3 = 1, x4 = 1;
minimize (x1 - 1)^2 + (x2 - 2)^2 + (x3 - 3)^2 + (x4 - 4)^2;
x1 - 2 = 0;
x3^2 + x4^2 - 2 = 0;

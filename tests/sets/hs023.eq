# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 23.
unknown x1 = 3 in [-50, 50], x2 = 1 in [-50, 50];
minimize x1^2 + x2^2;
x1 + x2 - 1 >= 0;
x1^2 + x2^2 - 1 >= 0;
9*x1^2 + x2^2 - 9 >= 0;
x1^2 - x2 >= 0;
x2^2 - x1 >= 0;

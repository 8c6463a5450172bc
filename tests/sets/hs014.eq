# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 14.
unknown x1 = 2, x2 = 2;
minimize (x1 - 2)^2 + (x2 - 1)^2;
-x1^2/4 - x2^2 + 1 >= 0;
x1 - 2*x2 + 1 = 0;

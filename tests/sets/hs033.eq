# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 33.
unknown x1 = 0 in [0, inf], x2 = 0 in [0, inf], x3 = 3 in [0, 5];
minimize (x1 - 1)*(x1 - 2)*(x1 - 3) + x3;
x3^2 - x2^2 - x1^2 >= 0;
x1^2 + x2^2 + x3^2 - 4 >= 0;

# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 50.
unknown x1 = 35, x2 = -31, x3 = 11, x4 = 5, x5 = -5;
minimize (x1 - x2)^2 + (x2 - x3)^2 + (x3 - x4)^4 + (x4 - x5)^2;
x1 + 2*x2 + 3*x3 - 6 = 0;
x2 + 2*x3 + 3*x4 - 6 = 0;
x3 + 2*x4 + 3*x5 - 6 = 0;

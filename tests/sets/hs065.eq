# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 65.
unknown x1 = -4.5 in [-4.5, 4.5], x2 = 4.5 in [-4.5, 4.5], x3 = 0 in [-5, 5];
minimize (x1 - x2)^2 + (x1 + x2 - 10)^2/9 + (x3 - 5)^2;
48 - x1^2 - x2^2 - x3^2 >= 0;

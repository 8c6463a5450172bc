# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 47.
unknown x1 = 2, x2 = 1.4142135623730951, x3 = -1, x4 = 0.5857864376269049, x5 = 0.5;
minimize (x1 - x2)^2 + (x2 - x3)^3 + (x3 - x4)^4 + (x4 - x5)^4;
x1 + x2^2 + x3^3 - 3 = 0;
x2 - x3^2 + x4 - 1 = 0;
x1*x5 - 1 = 0;

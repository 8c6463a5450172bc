# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 76.
unknown x1 = 0.5 in [0, inf], x2 = 0.5 in [0, inf], x3 = 0.5 in [0, inf], x4 = 0.5 in [0, inf];
minimize x1^2 + 0.5*x2^2 + x3^2 + 0.5*x4^2 - x1*x3 + x3*x4 - x1 - 3*x2 + x3 - x4;
5 - x1 - 2*x2 - x3 - x4 >= 0;
4 - 3*x1 - x2 - 2*x3 + x4 >= 0;
x2 + 4*x3 - 1.5 >= 0;

# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 32.
unknown x1 = 0.1 in [0, inf], x2 = 0.7 in [0, inf], x3 = 0.2 in [0, inf];
minimize (x1 + 3*x2 + x3)^2 + 4*(x1 - x2)^2;
6*x2 + 4*x3 - x1^3 - 3 >= 0;
1 - x1 - x2 - x3 = 0;

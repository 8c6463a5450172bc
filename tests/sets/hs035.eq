# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 35.
unknown x1 = 0.5 in [0, inf], x2 = 0.5 in [0, inf], x3 = 0.5 in [0, inf];
minimize 9 - 8*x1 - 6*x2 - 4*x3 + 2*x1^2 + 2*x2^2 + x3^2 + 2*x1*x2 + 2*x1*x3;
3 - x1 - x2 - 2*x3 >= 0;

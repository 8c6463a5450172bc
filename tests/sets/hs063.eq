# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 63.
unknown x1 = 2 in [0, inf], x2 = 2 in [0, inf], x3 = 2 in [0, inf];
minimize 1000 - x1^2 - 2*x2^2 - x3^2 - x1*x2 - x1*x3;
8*x1 + 14*x2 + 7*x3 - 56 = 0;
x1^2 + x2^2 + x3^2 - 25 = 0;

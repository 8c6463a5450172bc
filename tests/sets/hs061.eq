# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 61.
unknown x1 = 0, x2 = 0, x3 = 0;
minimize 4*x1^2 + 2*x2^2 + 2*x3^2 - 33*x1 + 16*x2 - 24*x3;
3*x1 - 2*x2^2 - 7 = 0;
4*x1 - x3^2 - 11 = 0;

# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 41.
unknown x1 = 1 in [0, 1], x2 = 1 in [0, 1], x3 = 1 in [0, 1], x4 = 2 in [0, 2];
minimize 2 - x1*x2*x3;
x1 + 2*x2 + 2*x3 - x4 = 0;

# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 45.
unknown x1 = 1 in [0, 1], x2 = 2 in [0, 2], x3 = 2 in [0, 3], x4 = 2 in [0, 4], x5 = 2 in [0, 5];
minimize 2 - x1*x2*x3*x4*x5/120;

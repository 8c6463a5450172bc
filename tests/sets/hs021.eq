# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 21.
unknown x1 = 2 in [2, 50];
unknown x2 = -1 in [-50, 50];
minimize 0.01 * x1^2 + x2^2 - 100;
10 * x1 - x2 - 10 >= 0;

# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 72.
unknown x1 = 1 in [0.001, 4e5], x2 = 1 in [0.001, 3e5], x3 = 1 in [0.001, 2e5],
        x4 = 1 in [0.001, 1e5];
minimize 1 + x1 + x2 + x3 + x4;
0.0401 - 4/x1 - 2.25/x2 - 1/x3 - 0.25/x4 >= 0;
0.010085 - 0.16/x1 - 0.36/x2 - 0.64/x3 - 0.64/x4 >= 0;

# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 75.
unknown x1 = 0 in [0, 1200], x2 = 0 in [0, 1200], x3 = 0 in [-0.48, 0.48],
        x4 = 0 in [-0.48, 0.48];
minimize 3*x1 + 1e-6*x1^3 + 2*x2 + 2e-6/3*x2^3;
x4 - x3 + 0.48 >= 0;
x3 - x4 + 0.48 >= 0;
1000*sin(-x3 - 0.25) + 1000*sin(-x4 - 0.25) + 894.8 - x1 = 0;
1000*sin(x3 - 0.25) + 1000*sin(x3 - x4 - 0.25) + 894.8 - x2 = 0;
1000*sin(x4 - 0.25) + 1000*sin(x4 - x3 - 0.25) + 1294.8 = 0;

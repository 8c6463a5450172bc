# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 73.
unknown x1 = 1 in [0, inf];
unknown x2 = 1 in [0, inf];
unknown x3 = 1 in [0, inf];
unknown x4 = 1 in [0, inf];
minimize 24.55 * x1 + 26.75 * x2 + 39 * x3 + 40.50 * x4;
2.3 * x1 + 5.6 * x2 + 11.1 * x3 + 1.3 * x4 - 5 >= 0;
12 * x1 + 11.9 * x2 + 41.8 * x3 + 52.1 * x4 - 21 - 1.645 * sqrt(0.28*x1^2 + 0.19 * x2^2 +
    20.5 * x3^2 + 0.62*x4^2) >= 0;
x1 + x2 + x3 + x4 - 1 = 0;

# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 64.
unknown x1 = 1 in [1e-5, inf];
unknown x2 = 1 in [1e-5, inf];
unknown x3 = 1 in [1e-5, inf];
minimize 5 * x1 + 50000 / x1 + 20 * x2 + 72000 / x2 + 10 * x3 + 144000 / x3;
-1 + 4 / x1 + 32 / x2 + 120 / x3 <= 0;

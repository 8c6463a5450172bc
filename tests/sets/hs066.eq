# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 66.
unknown x1 = 0 in [0, 100];
unknown x2 = 1.05 in [0, 100];
unknown x3 = 2.9 in [0, 10];
minimize 0.2 * x3 - 0.8 * x1;
x2 - exp(x1) >= 0;
x3 - exp(x2) >= 0;

# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 51.
unknown x1 = 2.5;
unknown x2 = 0.5;
unknown x3 = 2;
unknown x4 = -1;
unknown x5 = 0.5;
minimize 0.5 * (x1 - x2)^2 + 0.5 * (x2 + x3 - 2)^2 + 0.5 * (x4 - 1)^2 + 0.5 * (x5 - 1)^2;
x1 + 3 * x2 - 4 = 0;
x3 + x4 - 2 * x5 = 0;
x2 - x5 = 0;

# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 28.
unknown x1 = -4;
unknown x2 = 1;
unknown x3 = 1;
minimize 0.5 * (x1 + x2)^2 + 0.5 * (x2 + x3)^2;
x1 + 2 * x2 + 3 * x3 - 1 = 0;

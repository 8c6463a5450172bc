# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 38.
unknown x1 = -3 in [-10, 10];
unknown x2 = -1 in [-10, 10];
unknown x3 = -3 in [-10, 10];
unknown x4 = -1 in [-10, 10];
minimize 100 * (x2 - x1^2)^2 + (1 - x1)^2 + 90 * (x4 - x3^2)^2 + (1 - x3)^2 + 10.1 * ((x2 -
    1)^2 + (x4 - 1)^2) + 19.8 * (x2 - 1) * (x4 - 1);

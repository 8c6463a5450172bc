# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 6.
unknown x1 = -1.2;
unknown x2 = 1;
minimize 0.5 * (x1 - 1)^2;
10 * (x2 - x1^2) = 0;

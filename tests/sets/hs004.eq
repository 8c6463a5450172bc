# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 4.
unknown x1 = 1.125 in [1, inf];
unknown x2 = 0.125 in [0, inf];
minimize (x1 + 1)^3 / 3 + x2;

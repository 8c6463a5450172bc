# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 13.
unknown x1 = 0 in [0, inf];
unknown x2 = 0 in [0, inf];
minimize (x1 - 2)^2 + x2^2;
(1 - x1)^3 - x2 >= 0;

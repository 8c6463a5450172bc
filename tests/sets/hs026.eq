# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 26.
unknown x1 = -2.6;
unknown x2 = 2;
unknown x3 = 2;
minimize (x1 - x2)^2 + (x2 - x3)^4;
(1 + x2^2) * x1 + x3^4 - 3 = 0;

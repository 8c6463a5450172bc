# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 7.
unknown x1 = 2, x2 = 2;
minimize log(1 + x1^2) - x2;
(1 + x1^2)^2 + x2^2 = 4;

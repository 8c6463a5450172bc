# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 19.
unknown x1 = 20.1 in [13, 100];
unknown x2 = 5.84 in [0, 100];
minimize (x1 - 10)^3 + (x2 - 20)^3;
(x1 - 5)^2 + (x2 - 5)^2 - 100 >= 0;
(x2 - 5)^2 + (x1 - 6)^2 - 82.81 <= 0;

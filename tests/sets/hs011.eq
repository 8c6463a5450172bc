# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 11.
unknown x1 = 4.9, x2 = 0.1;
minimize (x1 - 5)^2 + x2^2 - 25;
-x1^2 + x2 >= 0;

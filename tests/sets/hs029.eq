# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 29.
unknown x1 = 1, x2 = 1, x3 = 1;
minimize -x1*x2*x3;
-x1^2 - 2*x2^2 - 4*x3^2 + 48 >= 0;

# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 15.
unknown x1 = -2 in [-inf, 0.5], x2 = 1;
minimize 100*(x2 - x1^2)^2 + (1 - x1)^2;
x1*x2 - 1 >= 0;
x1 + x2^2 >= 0;

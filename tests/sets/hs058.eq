# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 58.
unknown x1 = -2 in [-2, 0.5], x2 = 1;
minimize 100*(x2 - x1^2)^2 + (1 - x1)^2;
x2^2 - x1 >= 0;
x1^2 - x2 >= 0;
x1^2 + x2^2 - 1 >= 0;

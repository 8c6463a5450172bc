# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 16.
unknown x1 = -0.5 in [-0.5, 0.5];
unknown x2 = 1 in [-inf, 1];
minimize 100*(x2 - x1^2)^2 + (1 - x1)^2;
x1 + x2^2 >= 0;
x1^2 + x2 >= 0;

# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 18.
unknown x1 = 2 in [2, 50], x2 = 2 in [0, 50];
minimize 0.01*x1^2 + x2^2;
x1*x2 - 25 >= 0;
x1^2 + x2^2 - 25 >= 0;

# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 27.
unknown x1 = 2, x2 = 2, x3 = 2;
minimize 0.01*(x1 - 1)^2 + (x2 - x1^2)^2;
x1 + x3^2 + 1 = 0;

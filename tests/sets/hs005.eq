# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 5.
unknown x1 = 0 in [-1.5, 4];
unknown x2 = 0 in [-3, 3];
minimize sin(x1 + x2) + (x1 - x2)^2 - 1.5*x1 + 2.5*x2 + 1;

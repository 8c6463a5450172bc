# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 78.
unknown x1 = -2, x2 = 1.5, x3 = 2, x4 = -1, x5 = -1;
minimize x1*x2*x3*x4*x5;
x1^2 + x2^2 + x3^2 + x4^2 + x5^2 - 10 = 0;
x2*x3 - 5*x4*x5 = 0;
x1^3 + x2^3 + 1 = 0;

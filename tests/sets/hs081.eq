# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 81.
unknown x1 = -2 in [-2.3, 2.3], x2 = 2 in [-2.3, 2.3], x3 = 2 in [-3.2, 3.2],
        x4 = -1 in [-3.2, 3.2], x5 = -1 in [-3.2, 3.2];
minimize exp(x1*x2*x3*x4*x5) - 0.5*(x1^3 + x2^3 + 1)^2;
x1^2 + x2^2 + x3^2 + x4^2 + x5^2 - 10 = 0;
x2*x3 - 5*x4*x5 = 0;
x1^3 + x2^3 + 1 = 0;

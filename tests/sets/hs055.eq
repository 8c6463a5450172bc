# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 55.
unknown x1 = 1 in [0, 1], x2 = 2 in [0, inf], x3 = 0 in [0, inf];
unknown x4 = 0 in [0, 1], x5 = 0 in [0, inf], x6 = 2 in [0, inf];
minimize x1 + 2*x2 + 4*x5 + exp(x1*x4);
x1 + 2*x2 + 5*x5 = 6;
x1 + x2 + x3 = 3;
x4 + x5 + x6 = 2;
x1 + x4 = 1;
x2 + x5 = 2;
x3 + x6 = 2;

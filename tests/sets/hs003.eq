# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 3.
unknown x1 = 10;
unknown x2 = 1 in [0, inf];
minimize x2 + 1e-5*(x2 - x1)^2;

# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 9.
unknown x1 = 0, x2 = 0;
minimize sin(pi*x1/12)*cos(pi*x2/16);
4*x1 - 3*x2 = 0;

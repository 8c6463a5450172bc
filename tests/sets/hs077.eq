# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 77.
unknown x1 = 2, x2 = 2, x3 = 2, x4 = 2, x5 = 2;
minimize (x1 - 1)^2 + (x1 - x2)^2 + (x3 - 1)^2 + (x4 - 1)^4 + (x5 - 1)^6;
x1^2*x4 + sin(x4 - x5) - 2*sqrt(2) = 0;
x2 + x3^4*x4^2 - 8 - sqrt(2) = 0;

# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 46.
unknown x1 = 0.7071067811865476, x2 = 1.75, x3 = 0.5, x4 = 2, x5 = 2;
minimize (x1 - x2)^2 + (x3 - 1)^2 + (x4 - 1)^4 + (x5 - 1)^6;
x1^2*x4 + sin(x4 - x5) - 1 = 0;
x2 + x3^4*x4^2 - 2 = 0;

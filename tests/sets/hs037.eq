# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 37.
unknown x1 = 10 in [0, 42], x2 = 10 in [0, 42], x3 = 10 in [0, 42];
minimize -x1*x2*x3;
72 - x1 - 2*x2 - 2*x3 >= 0;
x1 + 2*x2 + 2*x3 >= 0;

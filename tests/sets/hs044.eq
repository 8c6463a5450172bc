# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 44.
unknown x[4] = 0 in [0, inf];
minimize x[1] - x[2] - x[3] - x[1]*x[3] + x[1]*x[4] + x[2]*x[3] - x[2]*x[4];
x[1] + 2*x[2] <= 8;
4*x[1] + x[2] <= 12;
3*x[1] + 4*x[2] <= 12;
2*x[3] + x[4] <= 8;
x[3] + 2*x[4] <= 8;
x[3] + x[4] <= 5;

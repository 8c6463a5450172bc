# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, problem 71.
unknown x[4] = [1, 5, 5, 1] in [1, 5];
minimize x[1]*x[4]*(x[1] + x[2] + x[3]) + x[3];
x[1]*x[2]*x[3]*x[4] >= 25;
sum(x^2) = 40;

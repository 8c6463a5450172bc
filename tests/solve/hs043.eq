# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, problem 43.
unknown x[4] = 0;
minimize x[1]^2 + x[2]^2 + 2*x[3]^2 + x[4]^2 - 5*x[1] - 5*x[2] - 21*x[3] + 7*x[4];
sum(x^2) + x[1] - x[2] + x[3] - x[4] <= 8;
x[1]^2 + 2*x[2]^2 + x[3]^2 + 2*x[4]^2 - x[1] - x[4] <= 10;
2*x[1]^2 + x[2]^2 + x[3]^2 + 2*x[1] - x[2] - x[4] <= 5;

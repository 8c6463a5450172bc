# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, problem 40.
unknown x[4] = 0.8;
minimize -x[1]*x[2]*x[3]*x[4];
x[1]^3 + x[2]^2 = 1;
x[4]*x[1]^2 = x[3];
x[4]^2 = x[2];

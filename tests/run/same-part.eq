# Exchanging (a, b) for (c, d) or (f, g) changes nothing; e is alone.
data x = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
data y[i in 1..12] = 3*exp(-0.3*x[i]) + 2*exp(-2*x[i]) + exp(-5*x[i]) + 0.001*(-1)^i;
y ~ a*exp(-b*x) + c*exp(-d*x) + e + f*exp(-g*x);

data x = [0, 1, 2, 3];
data y[i in 1..4] = 3*exp(-0.5*x[i]);
unknown a = 1, b = 1;
y ~ a*exp(-b*x);

data x[i in 1..20] = -1 + 2*(i-1)/19;
data y[i in 1..20] = 1 + 0.01*x[i]^3;
unknown a = 0.5, b = 0.5;
y ~ a + b*x^2;

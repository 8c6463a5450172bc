# Reproducible random data and starts.
data x[8] = 2*randn(seed = 3);
data n[8] = uniform(0, 1, seed = 4);
data y = 3*x + 1 + n/10;
unknown a = uniform(1, 2, seed = 5), b[2] = randn(seed = 6);
y ~ a*x + b[1]*x^2 + b[2];

# The rate falls slowly enough to get there, and fast enough to come to rest: what is
# left of the noise of the batches is a small part of the last rate.
const n = 1000;
data x[n] = uniform(-1, 1, seed = 1);
data noise[n] = randn(seed = 2);
data y[i in 1..n] = 3 + 2*x[i] + 0.5*noise[i];
unknown a = 0, b = 0;
loss mean(i in 1..n: (y[i] - a*x[i] - b)^2);
solve with sgd(lr = 0.1, batch = 20, epochs = 200, seed = 3, t_max = 200);

# A line through a thousand points, by mini-batches: each step of gradient descent
# sees 25 rows of the data. The rate falls from epoch to epoch, or the answer would
# keep moving about: it ends at what all rows together say.
const n = 1000;
data x[n] = uniform(-1, 1, seed = 1);
data noise[n] = randn(seed = 2);
data y[i in 1..n] = 3 + 2*x[i] + 0.5*noise[i];

unknown a = 0, b = 0;

loss mean(i in 1..n: (y[i] - a*x[i] - b)^2);
solve with sgd(lr = 0.2, batch = 25, epochs = 40, seed = 3, gamma = 0.8);

# A fit by mini-batches, one of them smaller; robust; a measurement that is none of the
# rows is in every batch.
data t[i in 1..23] = i/4;
data y[i in 1..23] = 2.5*exp(-0.7*t[i]) + 0.3*sin(37*i);
unknown a = 1, k = 1, c = 0;
y ~ a*exp(-k*t) + c sigma 0.5 with huber(0.5);
0.1 ~ c sigma 0.25;
solve with adam(lr = 0.05, batch = 5, epochs = 30, seed = 7, gamma = 0.5, step_size = 10);

data t = [1, 2, 3], y = [2, 4, 7];
unknown a;
y ~ a*t;
solve with adam(lr = 0.1, drop_last = 1);

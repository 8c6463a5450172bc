data t = [1, 2, 3], y = [2, 4, 7];
unknown a;
y ~ a*t;
solve with lbfgs(batch = 2, steps = 9);

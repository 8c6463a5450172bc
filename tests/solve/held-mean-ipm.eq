# The same as held-mean, by the constrained method.
data x = [1, 2, 3];
data y = [2, 4, 6.2];
unknown a = 1 in [0, 1.5], b = 0.5 in [0, 9];
minimize mean((y - a*x - b)^2);
solve with ipm;

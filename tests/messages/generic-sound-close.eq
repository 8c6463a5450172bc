# nearly the same slopes, of different size: no message
data t = [0, 1, 2, 3, 4, 5], y = [1, 2, 3, 5, 8, 12];
unknown big = 1e8, small = 1e-8, k = 1e-3;
y ~ big*1e-8*exp(k*t) + small*1e8*t;

data t = [0, 1, 2, 3, 4], y = [1, 2, 3, 5, 8];
unknown a = 1, b = 1, c = 1, d = 1, e = 2, f = 1;
y ~ a*b^2/c*exp(d*t) + e + f;

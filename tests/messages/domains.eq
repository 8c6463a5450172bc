unknown x = 1 in [-1, 5], y = 1 in [0, 1], v = -2 in [-3, -1], z = 1 in [0, inf];
log(2*x + 1) = y;
sqrt(v) = z;
log(y) = -x;
asin(1 - y) + sqrt(z) = log(z);

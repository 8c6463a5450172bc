param a = 1;
data t = [1, 2, 3], y = [2, 4, 7];
y ~ a*t;

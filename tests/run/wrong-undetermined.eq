# Nothing says what b is: its factor is 0 at every point.
data t = [0, 1, 2, 3, 4];
data w = [0, 0, 0, 0, 0];
data y = [3.1, 2.0, 1.2, 0.8, 0.4];
unknown a = 1, k = 0.5, b = 1;
y ~ a*exp(-k*t) + b*w;

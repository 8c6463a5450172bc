data t = [0, 1, 2, 3, 4];
data y = [3.1, 2.0, 1.2, 0.8, 0.4];
unknown a = 1, b = 1, k = 0.5;
y ~ a*b*exp(-k*t);

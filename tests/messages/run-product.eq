unknown a = 1, b = 1, k = 1;
data t = [0, 1, 2, 3];
data y = [2, 1.3, 0.7, 0.5];
y ~ a*b*exp(-k*t);

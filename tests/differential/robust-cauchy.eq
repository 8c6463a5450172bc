# Robust and weighted, the scale a param.
param c = 0.7;
data t = [0, 1, 2, 3, 4]; data y = [1, 3, 5.1, 70, -9];
unknown a = 2, b = 1;
y ~ a*t + b sigma 0.5 with cauchy(c);

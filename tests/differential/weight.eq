# Relative weights, one a row.
data t = [0, 1, 2, 3]; data y = [5, 3, 2, 1.5]; data w = [1, 4, 9, 0.25];
unknown a = 5, k = 0.5;
y ~ a*exp(-k*t) weight w;

# With k = 1 all of exp(-k*t) is 0 but the first: k is named, and counts nothing.
data t = [0, 1e9, 2e9, 3e9];
data y = [2.9, 1.6, 0.9, 0.5];
y ~ a*exp(-k*t);

# An objective beside fits: they add up.
data t = [0, 1, 2, 3]; data y = [5, 3, 2, 1.5];
unknown a = 5, k = 0.5;
y ~ a*exp(-k*t) sigma 0.1;
loss 0.3*(a^2 + abs(k)) + log(1 + k^2);

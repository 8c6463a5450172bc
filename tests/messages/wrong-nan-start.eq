data t = [1, 2, 3];
data y = [0.1, 0.8, 1.2];
unknown a = 1, shift = -5;
y ~ a*log(t + shift);

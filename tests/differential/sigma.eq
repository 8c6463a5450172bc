# Known standard deviations, two fits, one of them a scalar.
data t = [0, 1, 2, 3]; data y = [5, 3, 2, 1.5]; data e = [0.1, 0.2, 0.1, 0.3];
unknown a = 5, k = 0.5;
y ~ a*exp(-k*t) sigma e;
k ~ 0.4 sigma 0.05;

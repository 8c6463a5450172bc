# Absolute values, rounded off.
data t = [0, 1, 2, 3, 4]; data y = [1, 3, 5.1, 70, -9];
unknown a = 2, b = 1;
y ~ a*t + b with l1(0.01);

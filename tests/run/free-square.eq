# The best offset would be below 0: c is 0, and not free, though c^2 is level.
data x = [1, 2, 3, 4, 5];
data y = [1, 4.1, 8.9, 16.2, 24.8];
unknown a = 1, b = 1, c = 0;
y ~ a*x^b + c^2;

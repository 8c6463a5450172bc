data x = [1, 2, 3];
data y = [2, 4, 6];
unknown a, b;
y ~ a*x + b;
a + b = 3;

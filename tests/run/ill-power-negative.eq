data x = [-1, 0, 1, 2, 3, 4];
data y = [1, 0, 1, 4, 9, 16];
unknown a = 0.5;
y ~ x^a;

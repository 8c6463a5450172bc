# 0^a has a value but log(0) is in its derivative
data x = [0, 1, 2, 3, 4];
data y = [0, 1, 4, 9, 16];
unknown a = 0;
y ~ x^a;

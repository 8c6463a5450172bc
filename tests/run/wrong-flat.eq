# a start from which nothing can be seen
data y[3] = [1, 2, 4];
unknown a = 500;
exp(-a^2)*y ~ 1;

data x = [1, 2, 3];
data y = [2, 4, 6];
y ~ a*x weight 1/a;

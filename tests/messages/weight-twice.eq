data x = [1, 2, 3];
data y = [2, 4, 7];
y ~ a*x weight 2 weight 3;

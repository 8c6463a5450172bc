data t = [1, 2, 3];
data y = [2, 4];
y ~ a*t;

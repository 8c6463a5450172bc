# 2*x + 1, and one value that is wild.
data x = [0, 1, 2, 3, 4, 5, 6, 7];
data y = [1.1, 2.9, 5.0, 7.1, 8.9, 41, 13.1, 14.9];
y ~ a*x + b with huber(0.2);

data x = [3.5, 3.1, 4.2], y = [1, 2, 3];
unknown a = 1, b = 5;
y ~ a*log(x - b);

data x = [3.5, 3.1, 4.2], y = [1, 2, 3];
unknown a = 1, b = -5, c = 0.4;
y ~ a*(x+b)^c;

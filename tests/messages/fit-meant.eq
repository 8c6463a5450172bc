data x = [1, 2, 3], y = [2, 4, 7];
y = a*x + b;

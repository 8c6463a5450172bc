data x = [1, 2, 3], y = [2, 4, 7];
f = a*x;
y ~ f;

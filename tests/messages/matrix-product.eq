data A = [[1, 2], [3, 4], [5, 6]];
unknown x[3], y[2], z[0..1], s;
A @ x = y;
x @ y = 1;
A @ z = x;
y @ A = x;
s @ A = x;

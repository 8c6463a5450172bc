data A = [[2, 0], [0, 3]], b = [2, 3];
unknown x[2];
A*x = b;

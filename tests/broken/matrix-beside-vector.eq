data A = [[1, 2], [3, 4]];
unknown x[2];
A x = [1, 2];

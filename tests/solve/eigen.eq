# The largest eigenvalue of a symmetric matrix and its vector of length 1.
data A = [[4, 1, 0, 2, 0], [1, 3, 1, 0, 1], [0, 1, 2, 1, 0], [2, 0, 1, 5, 1],
          [0, 1, 0, 1, 1]];
unknown v[5] = 0.5, lambda = 7;
A @ v = lambda*v;
v' @ v = 1;
show lambda, (A @ A @ v)[1..2]/v[1..2] as squares;

# Which of the tables is out of order is decided by the data.
param scale = 1;
data U[2, 3] = [[0, 1, 2], [0, 2, 1]];
unknown x[2] = 0.5;
for i in 1..2 { interp(x[i], U[i, 1..3]*scale, [1, 2, 4]) = 1.2; }
# cmd run

# A two-dimensional table, rows against its columns.
data m = [[1, 0.5, 2], [0.3, 2, 1], [2, 2, 0.1], [1, 1, 1]];
data y = [3, 2, 4, 3.5];
unknown w[3] = 0.5, c = 1;
for i in 1..4 { y[i] ~ c*sum(j in 1..3: m[i, j]*w[j]^2) + m[i, 1]*c; }

# Columns into a matrix.
data m[n, 3] = ["t", "y", "s"] from "columns.csv";
unknown w[3] = 0.4;
loss mean(i in 1..n: log(1 + exp(-m[i, 2]*sum(j in 1..3: m[i, j]*w[j]))));

# Rows of a sparse matrix: ranges whose ends are data.
const n = 4; const nz = 7;
data first[5] in 1..8 = [1, 3, 4, 4, 8];
data col[nz] in 1..n = [1, 3, 2, 4, 1, 2, 3];
data v[nz] = [2, 1, 3, 5, 1, 1, 2];
unknown x[n] = 0.5;
for i in 1..n { x[i]^3 + sum(k in first[i]..first[i + 1] - 1: v[k]*x[col[k]]) = i; }
show max(i in 1..n: sum(k in first[i]..first[i + 1] - 1: v[k]*x[col[k]]^2)) as most;

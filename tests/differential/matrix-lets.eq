# Two-dimensional lets, transposed and summed along one index.
unknown a[2, 3] = 0.6, b = 0.2;
let p[i in 1..2, j in 1..3] = exp(a[i, j]*b);
let q[j in 1..3, i in 1..2] = p[i, j] - sum(k in 1..3: p[i, k])/3;
let s[j in 1..3] = sum(i in 1..2: q[j, i]*p[i, j]);
loss sum(q^2) + sum(s) + sum(i in 1..2, j in 1..2: q[j+1, i]*p[i, j]);
show s;

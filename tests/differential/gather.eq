# Whole data as indices: fits, shifted, of a matrix, in a family of equations.
const n = 4;
data h[6] in 1..n = [1, 2, 2, 4, 1, 3];
data c[6] in 1..2 = [1, 2, 1, 1, 2, 2];
data y[6] = [1, 2.5, 3, 4, 0.5, 2];
unknown x[n] = 0.7, A[n, 2] = 1.2;
for k in 1..6 { y[k] ~ x[h[k]]*A[h[k], c[k]]; }
for k in 1..5 { 1 ~ x[h[k]] - sin(x[h[k + 1]])*A[mod(h[k], 4) + 1, 1]; }
show sum(k in 1..6: x[h[k]]^2);
show sum(k in 1..6: y[k]*x[n + 1 - h[k]]) as reversed;

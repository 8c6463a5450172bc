# Work per entry of an index table: two tables, one entry shifted, an entry and
# the row itself, conditions, sums inside a row, more elements than rows.
data h[9] in 1..4 = [1, 2, 2, 4, 1, 3, 4, 4, 2];
data c[9] in 1..2 = [1, 2, 1, 1, 2, 2, 1, 2, 1];
data far[3] in 1..20 = [20, 3, 11];
data y[9] = [1, 2.5, 3, 4, 0.5, 2, 1.5, 0.7, 2.2];
unknown x[4] = 0.7, A[4, 2] = 1.2, z[20] = 0.4;
for k in 1..9 { y[k] ~ exp(x[h[k]]) + sin(A[h[k], c[k]]) + tanh(A[h[k], 1])/x[h[k]]; }
for k in 1..8 { 1 ~ x[h[k]]/A[h[k + 1], 2] - cos(x[h[k + 1]])*exp(x[c[k]]*y[k]); }
for k in 1..9 { let s = x[h[k]]^2; y[k] ~ if s > 0.3 then sqrt(s) else s/(1 + s); }
for k in 1..9, j in 1..2 { 1 ~ log(1 + sum(i in 1..2: A[h[k], i]^2))*A[h[k], j]/exp(A[h[k], j]); }
for k in 1..3 { 1 ~ exp(z[far[k]])*x[k]; }
sum(i in 1..20: z[i]) ~ 3;

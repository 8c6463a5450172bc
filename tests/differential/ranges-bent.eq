# Ranges whose ends are no straight lines in the indices, and min, max and functions in
# indices and ranges.
const n = 4, k = 3;
data cnt[n] in 1..4 = [2, 3, 1, 1], w[16] = [1, 2, 3, 4, 5, 6, 7, 8, 7, 6, 5, 4, 3, 2, 1, 0];
unknown x[n] = 0.5, z[n] = 0.3;
fn next(i) = i + 1;
fn last(i, m) = max(m, i)*cnt[i];
for i in 1..n {
    sum(j in 1..i*i: x[i]*w[j]) ~ 1;
    sum(j in 1..div(12, i): x[i]^2*w[j]) ~ 2;
    sum(j in 1..cnt[i]*i: z[i]*w[j]) + sum(j in 1..mod(n, cnt[i]): z[i]*j) ~ 3;
    sum(j in 1..min(i, k): x[min(j, 2)]*z[max(j, i)]) ~ 4;
    sum(j in i*i..n*n: sin(x[i])*w[j]) ~ 5;
    sum(j in 1..max(i, cnt[i]): x[j]*w[next(j)]) ~ x[min(next(i), n)];
    sum(j in 1..last(i, 2): x[i]*w[j]*j) ~ 6;
}
for i in 1..n, j in 1..i*cnt[i] { x[i]*j ~ z[i]; }
loss sum(i in 1..n, j in 1..(i-2)*(i-3): x[i]*w[j] - z[min(j, n)])^2;
show sum(i in 1..n, j in 1..cnt[i]*cnt[i]: x[i]*w[j]);

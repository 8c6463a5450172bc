# A grid: five points, boundary and inside.
const n = 4;
unknown T[0..n, 0..n] = 1.5;
for i in 1..n-1, j in 1..n-1 {
    T[i-1, j] + T[i+1, j] + T[i, j-1] + T[i, j+1] - 4*T[i, j] = exp(-T[i, j]);
}
for k in 0..n { T[0, k] = 1; T[n, k] = 2; }
for k in 1..n-1 { T[k, 0] = 1; T[k, n] = T[n-k, n]^2; }

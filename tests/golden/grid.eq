const n = 3;
unknown T[0..n, 0..n] = 20;
for j in 0..n { T[0, j] = 100; T[n, j] = 0; }
for i in 1..n-1 { T[i, 0] = 0; T[i, n] = 0; }
for i in 1..n-1, j in 1..n-1 {
    inside: T[i-1, j] + T[i+1, j] + T[i, j-1] + T[i, j+1] = 4*T[i, j];
}

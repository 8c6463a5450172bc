# A square plate: the top edge at 100, the others at 0. By symmetry the four
# such plates add up to 100 everywhere, so the centre is 25.
const n = 8;
unknown T[0..n, 0..n] = 20;
T[0, 1..n-1] = 100; T[n, 1..n-1] = 0; T[0..n, 0] = 0; T[0..n, n] = 0;
for i in 1..n-1, j in 1..n-1 {
    T[i+1, j] + T[i-1, j] + T[i, j+1] + T[i, j-1] = 4*T[i, j];
}
show T[n/2, n/2] as centre;

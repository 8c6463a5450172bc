# Bratu's problem on a square, too wide for a band.
const n = 50;
const h = 1/(n + 1);
param lambda = 5;
unknown u[0..n+1, 0..n+1] = 0;
for i in 1..n, j in 1..n {
    u[i-1, j] + u[i+1, j] + u[i, j-1] + u[i, j+1] - 4*u[i, j] + h^2*lambda*exp(u[i, j]) = 0;
}
for i in 0..n+1 { u[i, 0] = 0;  u[i, n+1] = 0; }
for i in 1..n   { u[0, i] = 0;  u[n+1, i] = 0; }
show u[25, 25] as middle, u[3, 10] as edge;

# Bratu's problem on a square without its upper right quarter.
const m = 30;
const n = 2*m;
const h = 1/(n + 1);
param lambda = 8;
unknown u[0..n+1, 0..n+1] = 0;
for i in 1..m, j in 1..n {
    u[i-1, j] + u[i+1, j] + u[i, j-1] + u[i, j+1] - 4*u[i, j] + h^2*lambda*exp(u[i, j]) = 0;
}
for i in m+1..n, j in 1..m {
    u[i-1, j] + u[i+1, j] + u[i, j-1] + u[i, j+1] - 4*u[i, j] + h^2*lambda*exp(u[i, j]) = 0;
}
for i in m+1..n+1, j in m+1..n+1 { u[i, j] = 0; }
for i in 0..m   { u[i, 0] = 0;  u[i, n+1] = 0; }
for i in m+1..n+1 { u[i, 0] = 0; }
for j in 1..n { u[0, j] = 0; }
for j in 1..m { u[n+1, j] = 0; }
show u[20, 20] as middle, u[55, 3] as edge;

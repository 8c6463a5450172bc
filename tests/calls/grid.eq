# A system over a plane: the Bratu problem.
const n = 5;
param lambda = 3;
unknown u[0..n, 0..n] = 0.1;
for i in 0..n { u[i, 0] = 0; u[i, n] = 0; }
for j in 1..n-1 { u[0, j] = 0; u[n, j] = 0; }
for i in 1..n-1, j in 1..n-1 {
    let across = u[i, j-1] + u[i, j+1];
    n^2*(u[i-1, j] + u[i+1, j] + across - 4*u[i, j]) + lambda*exp(u[i, j]) = 0;
}

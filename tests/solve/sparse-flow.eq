# A reaction in a flow on a square with random conductivity, written upwind.
const n = 50;
const h = 1/(n + 1);
param lambda = 2;
param wind = 20;
unknown u[0..n+1, 0..n+1] = 0;
let k[i in 0..n+1, j in 0..n+1] = 1 + 0.9*sin(12.9898*i + 78.233*j);
for i in 1..n, j in 1..n {
    (k[i-1,j] + k[i,j])*(u[i-1, j] - u[i,j]) + (k[i,j]+k[i+1,j])*(u[i+1, j] - u[i,j])
    + (k[i,j-1]+k[i,j])*(u[i, j-1] - u[i,j]) + (k[i,j]+k[i,j+1])*(u[i, j+1] - u[i, j])
    + h*wind*(u[i-1,j] - u[i,j]) + h^2*lambda*exp(u[i, j]) = 0;
}
for i in 0..n+1 { u[i, 0] = 0;  u[i, n+1] = 0; }
for i in 1..n   { u[0, i] = 0;  u[n+1, i] = 0; }
show u[25, 25] as middle, u[3, 10] as edge;

# The least effort that brings a mass to rest: where it ends is a constraint.
const N = 20;
const h = 0.1;
unknown u[N] = 0;
let x[0] = 1;
let v[0] = 0;
let x[k in 1..N] = x[k-1] + h*v[k-1];
let v[k in 1..N] = v[k-1] + h*u[k];
minimize sum(u^2)*h;
x[N] = 0;
v[N] = 0;
for k in 1..N { -3 <= u[k] <= 3; }

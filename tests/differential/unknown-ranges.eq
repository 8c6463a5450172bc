# Unknowns from 0, with bounds and starts that depend on the index.
const n = 4;
param top = 2;
unknown x[i in 0..n] = i/n in [0, top];
unknown v[0..n, 1..2] = 0.3 in [-1, top + 1];
x[0] = 0.1;
for i in 1..n { x[i] - x[i-1] = v[i, 1]*v[i-1, 2]; }
for i in 0..n { v[i, 1] + v[i, 2] = x[i]^2; }

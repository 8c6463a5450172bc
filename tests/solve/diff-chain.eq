# A hanging chain of springs at rest: its energy is stationary.
const n = 10; const m = 0.1; const g = 9.81; const ks = 500; const l0 = 0.12;
unknown x[i in 1..n-1] = i/n, y[i in 1..n-1] = -1.4*i/n*(1 - i/n);
let X[0] = 0; let X[i in 1..n-1] = x[i]; let X[n] = 1;
let Y[0] = 0; let Y[i in 1..n-1] = y[i]; let Y[n] = 0;
let len[i in 1..n] = hypot(X[i] - X[i-1], Y[i] - Y[i-1]);
let energy = sum(i in 1..n: ks/2*(len[i] - l0)^2) + sum(i in 1..n-1: m*g*y[i]);
diff(energy, x) = 0;
diff(energy, y) = 0;
show energy;

# Each step halves what went wrong before: a w that is wrong shows.
const N = 300;
unknown u = 2, w = 1;
let x[0] = 100*u;
let x[k in 1..N] = x[k-1] - 0.5*x[k-1] + w;
x[N] = 3;
u^2 = 4;

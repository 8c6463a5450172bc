# A point that turns by 0.01 a step, 1000 times, and ends at (0, 1).
const N = 1000;
const h = 0.01;
unknown p0 = 1, q0 = 1;
let p[0] = p0;
let q[0] = q0;
let p[k in 1..N] = cos(h)*p[k-1] - sin(h)*q[k-1];
let q[k in 1..N] = sin(h)*p[k-1] + cos(h)*q[k-1];
p[N] = 0;
q[N] = 1;

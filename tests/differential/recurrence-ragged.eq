# Sums in a recurrence whose ranges and conditions depend on its index: up and down.
const n = 4;
data w[4] = [1, 0.7, 1.3, 0.5], least[4] in 1..4 = [1, 3, 2, 4];
unknown c = 0.4, q[4] = 0.5;
let h[0] = c;
let h[k in 1..n] = h[k-1]*0.9 + sum(j in 1..k: w[j]*sin(q[j]*h[k-1]))/10;
h[n] ~ 1;
let d[n] = c;
let d[k in 0..n-1] = d[k+1]*0.9 + sum(j in 1..k: w[j]*sin(q[j]*d[k+1]))/10;
d[0] ~ 1;
let e[n+1] = 1;
let e[k in 1..n] = e[k+1]*0.9 + sum(j in 1..n if least[k] <= j: w[j]*sin(q[j]*e[k+1]))/10;
e[1] ~ 2;
let f[0] = 1;
let f[k in 1..n] = cos(f[k-1]) + sum(j in 1..n if least[k] <= j: q[j]*f[k-1]^2)/10;
f[n] ~ 2;

# trajectories by Euler's rule; each step is used, the last one twice
const n = 21, steps = 5;
data s0[i in 1..n] = 1 + i/n;
unknown rate = 0.7, from = 0.1;
let s[0, i in 1..n] = s0[i]*from;
let s[k in 1..steps, i in 1..n] = s[k-1, i] - 0.1*rate*s[k-1, i]^2*exp(-s0[i]);
minimize sum(k in 0..steps, i in 1..n: (s[k, i] - s0[i]/(1 + k))^2) + sum(i in 1..n: s[steps, i]^2);

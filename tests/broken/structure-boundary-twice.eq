# one end is fixed twice, the flow nowhere
const n = 5;
unknown x[0..n], flow, drop;
for i in 1..n-1 { x[i+1] - 2*x[i] + x[i-1] = 0.1*x[i]^2; }
x[0] = 0;
x[n] = 1;
flow*drop = x[2];
x[n] = exp(x[0]);

# Two arrays that need one another; only one of them is asked for.
unknown u = 0.5;
let h[0] = 0.5;
let g[0] = u;
let h[k in 1..3] = tanh(0.3 + g[k-1]/2);
let g[k in 1..3] = tanh(0.4 + h[k-1]/3);
loss h[3]^2 + h[1];

# parts of two arrays made of each other's parts, no recurrence in them
unknown u[2] = 0.3;
let h[1] = 0.5;
let g[2] = 0.7*u[1];
let g[1] = 0.3;
let h[i in 0..0] = u[1] + g[i+1] + g[i+2];
let g[i in 0..0] = tanh(h[i]);
u[2]*g[0] = 0.1;
loss sin(u[2]*g[0]);

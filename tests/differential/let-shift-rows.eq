# The same in a system: a stencil through a let.
unknown u[0..5] = 0.5;
let f[i in 0..5] = u[i]^3 - u[i];
u[0] = 0;
for i in 1..4 { f[i-1] - 2*f[i] + f[i+1] + u[i] = 0.1; }
u[5] = 1;

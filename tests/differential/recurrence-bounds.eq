# Arrays of a circle that begin at different elements, over two joint indices.
data u[i in 1..4, j in 1..2] = sin(3*i + j);
unknown a = 0.5, b[2] = 0.8;
let h[0, 0, j in 1..2] = 0;
let h[0, l in 1..3, j in 1..2] = 0.1*l;
let h[s in 1..4, 0, j in 1..2] = u[s, j]*b[1];
let f[s in 1..4, l in 1..3, j in 1..2] = tanh(a*h[s, l-1, j] + b[2]*h[s-1, l, j]);
let h[s in 1..4, l in 1..3, j in 1..2] = 0.5*f[s, l, j] + a*h[s-1, l, j];
loss sum(s in 1..4, j in 1..2: (h[s, 3, j] - u[s, j])^2);

# A gradient through gathers and scatters.
data h[7] in 1..3 = [1, 2, 2, 3, 1, 3, 3];
data w[7] = [1, 2, 3, 4, 5, 6, 7];
unknown x[3] = 0.4;
let s[i in 1..3] = exp(x[i]);
let g[k in 1..7] = w[k]*s[h[k]] + x[h[k]]^2;
loss sum(k in 1..7: log(g[k])) + prod(k in 1..7: 1 + 0.1*x[h[k]]);

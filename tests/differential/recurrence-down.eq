# From the end to the beginning, and over a grid.
data c = [1, 2, 0.5, 1.5];
unknown r = 0.3, e[3] = 0.4;
let w[4] = r;
let w[k in 1..3] = w[k+1]*exp(-r*c[k]) + c[k];
let p[1, j in 1..3] = e[j];
let p[i in 2..3, j in 1..3] = p[i-1, j]^2*r + sum(m in 1..3: e[m])/j;
loss (w[1] - 3)^2 + sum(i in 1..3, j in 1..3: p[i, j]*w[i])^2;

# Parts that take one turn: later ones load elements of earlier ones.
data p = [0.3, -0.7, 1.9];
unknown u = 0.5, a[2] = 0.3, b = 0.2;
let h[0, j in 0..1] = a[j+1];
let h[i in 1..1, 0] = u;
let h[i in 1..1, j in 1..1] = h[i-1, j]*b + h[i, j-1];
let g[1] = b*u;
let g[k in 2..2] = p[k+1] + sin(g[k-1]);
let q[0] = 0.5;
let q[k in 1..3] = q[k-1]*u + norm(1.5 + g^2);
loss h[1, 1]^2 + sum(h[0..1, 1]) + g[1] + sum(q)^2;

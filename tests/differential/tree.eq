# Into an earlier element by integer data; loops over children, too.
data parent[n] in 1..n = [1, 1, 1, 2, 2, 3, 5];
data up[m] in 0..m = [0, 1, 1, 0, 3];
unknown z = 0.7, w[5] = 0.4;
let h[1] = 1;
let h[k in 2..n] = tanh(h[parent[k]]*z + k/10);
let g[k in 1..m] = (if up[k] > 0 then g[up[k]]*h[k] else w[k]) + w[k]^2;
sum(h) = 4;
for k in 1..m { g[k] = k/5; }
show h[n], sum(g^2) as total;

data parent[n] in 1..n = [1, 1, 4, 3, 2];
unknown z = 1;
let h[1] = 1;
let h[k in 2..n] = h[parent[k]] + z;
h[n] = 4;

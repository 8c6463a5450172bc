# columns of which a later loop needs all, and one that starts at the far end
const n = 16, m = 3;
unknown a = 0.4, b[i in 1..n] = i/20;
let p[i in 1..n, 1] = a;
let p[i in 1..n, k in 2..m] = p[i, k-1]*b[i] + cos(p[i, k-1]*k);
let total = sum(i in 1..n: p[i, m]);
let q[i in 1..n] = p[i, m]/(2 + total^2);
minimize sum((q - 1/n)^2) + (a - 1)^2 + sum(b^2)/9;

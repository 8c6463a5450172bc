# Ranges that depend on another index, conditions, indices that data tell.
data head[6] in 1..4 = [1, 2, 2, 3, 4, 1];
data tail[6] in 1..4 = [2, 3, 4, 4, 1, 3];
unknown x[i in 1..4] = 1 + i/4, f[e in 1..6] = e/2, y = 3;
let q[i in 1..4] = sum(j in 1..i: x[j]*y);
let s = sum(i in 1..4, j in 1..i: x[i]*x[j]^2);
let g[i in 1..4] = sum(j in 1..4 if j != i: x[i]*x[j]);
let p = prod(i in 2..4, j in 1..i - 1 if i + j != 5: x[i] - x[j]*y);
let m = max(i in 1..4, j in 1..i: x[i]*j - x[j]);
let l = logsumexp(j in 1..4 if j != 2: x[j]*y);
let out[k in 1..4] = sum(e in 1..6 if head[e] == k: f[e]^2*x[tail[e]]);
let c[i in 1..4] = sum(j in 1..tail[i]: y);
loss sum(out*out) + q[2];

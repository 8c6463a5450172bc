# The same in a loss: products and extrema over edges, pairs, a second index.
data a[6] in 1..4 = [1, 1, 2, 3, 2, 1];
data b[6] in 1..2 = [1, 2, 2, 1, 1, 2];
unknown x[6] = 0.3, y[4] = 0.8;
let s[j in 1..4] = sum(e in 1..6 if a[e] == j: x[e]*y[j]);
let m[j in 1..4] = max(e in 1..6 if a[e] == j: sin(x[e]*e) - y[j]);
let q[j in 1..4, c in 1..2] = sum(e in 1..6 if a[e] == j and b[e] == c: x[e]^2);
loss sum(j in 1..4: s[j]^3) + sum(j in 1..3: m[j]*y[j])
    + sum(j in 1..4, c in 1..2: exp(q[j, c])*c)
    + sum(j in 1..3: sum(e in 1..6 if a[e] == j + 1: x[e])*y[j]);

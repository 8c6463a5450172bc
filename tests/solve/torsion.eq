# A bar that is twisted until it yields, 20 x 20: the rows at the edge say what
# the bounds say, so that no point is inside both.
const n = 20;
const h = 1/(n + 1);
unknown v[i in 0..n+1, j in 0..n+1] = 0 in [0, 0.1];
for j in 0..n+1 { v[0, j] = 0; v[n+1, j] = 0; }
for i in 1..n { v[i, 0] = 0; v[i, n+1] = 0; }
minimize sum(i in 0..n, j in 0..n: 0.5*((v[i+1, j] - v[i, j])^2 + (v[i, j+1] - v[i, j])^2)
                                   - 5*h^2*v[i, j]);

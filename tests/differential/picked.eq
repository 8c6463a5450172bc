# Indices that conditions pick, so many that set-up lists them: Jacobian rows run over
# their own. Shifted, mirrored, with more conditions and indices, of two rows' indices;
# some edges belong to no row, some rows have no edge.
const m = 40; const n = 30;
data head[e in 1..m] in 1..n = 1 + mod(7*e, n);
data tail[e in 1..m] in 1..n = 1 + mod(11*e + mod(e, 3), 20);
data k[e in 1..m] = 1 + e/m;
unknown Q[m] = 0.3, h[2, n] = 0.5;
let into[j in 1..n] = sum(e in 1..m if head[e] == j: k[e]*Q[e]^2);
for e in 1..m { h[1, tail[e]] - h[2, head[e]] = k[e]*sin(Q[e]); }
for j in 2..n {
    sum(e in 1..m if tail[e] == j: Q[e]) - sum(e in 1..m if j == head[e]: Q[e]*h[1, tail[e]])
        = 0.1*into[j];
    h[2, j] + sum(e in 1..m if n + 1 - head[e] == j: k[e]*Q[e]^3) = 0.2;
}
for t in 1..2, j in 1..n {
    sum(e in 1..m, s in 1..t if head[e] == j and e > 2*s: Q[e]*h[s, tail[e]]) = h[t, j]^3;
    sum(s in 1..2, e in 1..m if tail[e] == j + 1 and Q[e] < 0.9: Q[e]/s) = j/n;
}
for j in 1..n { h[1, j] = 1 + max(e in 1..m if head[e] == j: Q[e]*k[e]); }
show sum(j in 1..n: into[j]^2) as total;
show sum(e in 1..m if head[e] == 4: Q[e]) as at_four;

# A linear program of 300 unknowns: no curvature, a vertex, one row too many.
const a = 12, b = 25;
unknown x[i in 1..a, j in 1..b] = 1 in [0, inf];
for i in 1..a { sum(j in 1..b: x[i, j]) = b; }
for j in 1..b { sum(i in 1..a: x[i, j]) = a; }
minimize sum(i in 1..a, j in 1..b: x[i, j]*(mod(7*i + 11*j, 13) + 1));

# Nearest centres of 16 points: two blocks, and no turn left over.
data p[i in 1..16, a in 1..2] = sin(i*a);
unknown c[j in 1..3, a in 1..2] = 0.3*j - 0.1*a;
let d[i in 1..16, j in 1..3] = sum(a in 1..2: (p[i, a] - c[j, a])^2);
minimize sum(i in 1..16: min(j in 1..3: d[i, j])) + max(i in 1..16: sum(j in 1..3: d[i, j]));

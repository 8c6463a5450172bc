# Indices that leave their array, whatever the data are.
const n = 4;
data h[3] in 1..6 = [1, 5, 6], g[3] in 5..9 = [5, 6, 9];
unknown x[n] = 1;
x[1] + x[2] = 1;
x[3] + sum(i in 1..n: x[i + 1]) = 2;
for k in 1..3 { x[g[k]] = 0; }
x[2] = x[h[1] + 6];
show sum(k in 1..3: if k > 1 then x[k + 7] else 0) as s;
show sum(i in 1..1000000000000: x[i]) as huge;
show sum(i in 3..2: x[i + 100]) as nothing;

# Whole data that are none, or outside their range; subscripts that are not whole.
const n = 3;
data a[3] in 1..n = [1, 2.5, 3];
data b[2, 2] in 1..n = [[1, 2], [3, 4]];
data c[2] in 3..2 = [2, 5];
unknown x[n] = 1;
for i in 1..2 { x[i/2 + 0.5] = x[a[i]]; }
show sum(i in 1..3 if x[i]: x[i]) as s;
show sum(i in 1..a[1]*0.5: 1.0) as r;

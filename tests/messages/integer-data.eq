# Real data as an index; a range that is none.
const n = 3;
data t[2] = [1, 2];
data u[2] in [0, 1] = [1, 0];
unknown x[n];
for i in 1..2 { x[t[i]] = 1; }

# Rows that hold a reduction over unknowns.
unknown x[4] = 0.5, s = 2;
let total = sum(x);
for i in 1..4 { x[i]*total + sum(j in 1..4: sin(x[i] - x[j])) = i/s; }
total = s;

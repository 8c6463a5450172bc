# A loss beside constraints that a param and a file choose.
data y[n], until[n] in 0..4 from "rows-found.csv";
param cap = 1.5;
unknown x[n] = 0.5;
minimize sum((x - y)^4) + sum(i in 1..n, j in 1..until[i]: x[i]^2/j);
for i in 1..n if y[i] < cap { x[i] <= y[i]/2; }
for i in 1..n, j in 1..until[i] if j > 1 { x[i]*x[j] >= 0.1; }

# One row of all unknowns beside many of two: kept sparse (in full: a minute).
const n = 2000;
unknown x[i in 1..n] = 1/n in [0, inf];
data d[i in 1..n] = mod(i*7919, 101)/101;
minimize sum(i in 1..n: (x[i] - d[i]/n)^2)*n;
budget: sum(x) = 1;
for i in 1..n-1 { x[i+1] - x[i] <= 0.1/n; }

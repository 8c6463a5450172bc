# Rosenbrock's chain of a million unknowns.
const n = 1000000;
unknown x[n] = 0.5;
minimize sum(i in 1..n-1: 100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2);

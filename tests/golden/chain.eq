# Rosenbrock's chain of a thousand unknowns.
const n = 1000;
unknown x[n] = 0.5;
minimize sum(i in 1..n-1: 100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2);

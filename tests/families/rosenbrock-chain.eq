# sizes 10 1000 1000000
# Chained Rosenbrock: a loss over pairs of neighbours.
const   n = 10;
unknown x[i in 1..n] = if mod(i, 2) == 1 then -1.2 else 1;
minimize sum(i in 1..n-1: 100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2);

# Three entries of the Hessian a turn, and bounds that hold some.
const n = 300;
unknown x[n] = 0.5 in [-1, 0.95];
minimize sum(i in 1..n-1: 100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2 + 0.1*exp(-x[i]));
solve with newton_cg;

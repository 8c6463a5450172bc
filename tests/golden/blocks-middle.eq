# The differences, of which each is in several sums, are computed before the loop over c.
data x[n, d] from "fit.csv";
unknown m[a in 1..d] = 0.1*a, l[c in 1..d, a in 1..d] = 0.2;
minimize sum(i in 1..n, c in 1..d: sum(a in 1..c: l[c, a]*(x[i, a] - m[a]))^2);

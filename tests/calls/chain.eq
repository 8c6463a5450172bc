# Sparse families over a size known at run time, and a part that is no square.
data w[n] from "chain.csv";
unknown x[n] = 1, z[n] = 0.5;
for i in 1..n-1 { 10*(x[i+1] - x[i]^2) ~ 0; }
for i in 1..n { w[i]*exp(z[i]) ~ x[i]; }

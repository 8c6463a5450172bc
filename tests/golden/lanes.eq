# A sum of more turns than lanes.
data x[n], y[n] from "fit.csv";
unknown a = 1, b = 0.5;
minimize sum(i in 1..n: abs(y[i] - a*exp(b*x[i]))) + max(i in 1..n: a*x[i]);

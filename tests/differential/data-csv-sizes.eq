# A size from a file in ranges, in a let array and in a mean.
data t[n], y[n] from "columns.csv";
unknown a = 1, k = 0.3, p[3] = 0.2;
let e[i in 1..n] = a*exp(-k*t[i]) + p[1]*t[i] + p[2]*t[i]^2;
loss mean((e - y)^2) + sum(i in 1..n-1: (e[i+1] - e[i])^2)/n + sum(p^2);

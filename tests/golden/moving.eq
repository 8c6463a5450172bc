# args --with=sensitivity
# A bound that a param decides, a param that stays one, an array of params.
param top = 0.5, first = 1, b[2] = [1, 2];
data t[n], y[n] from "fit.csv";
unknown A = 1, k = 0.2 in [0, top];
for i in 1..n if t[i] >= first { y[i] ~ A*exp(-k*t[i])*b[1] + b[2]; }
show log(2)/k as half;

data t[n], y[n] from "fit.csv";
unknown a = 1, k = 0.5 in [0, inf];
y ~ a*exp(-k*t);
show log(2)/k as half;

data t[n], y[n] from "../solve/gaps.csv" with na = drop;
y ~ k*t;

# How many rows there are is known when the data is there.
data t[n], y[n] from "rows.csv";
unknown a = 1, k = 0.3, c = 0;
y ~ a*exp(-k*t) + c;

# rows 2 and 4 have no y and are left out; note is not read
data t[n], y[n] from "gaps.csv" with na = skip;
data again[n] = "t" from "gaps.csv";
y ~ k*t;
show n as rows, t[3] + again[2] as last;

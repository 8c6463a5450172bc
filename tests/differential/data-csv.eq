# Columns by name; the number of rows comes from the file.
data t[n], y[n], s[n] from "columns.csv";
unknown a = 1, k = 0.3, c = 0.1;
y ~ a*exp(-k*t) + c sigma s;
show a*sum(i in 1..n: t[i]^2)/n as moment;

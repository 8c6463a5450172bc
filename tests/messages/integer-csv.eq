data cam[m] in 1..3, y[m] from "integer.csv";
unknown x[3] = 1;
for k in 1..m { y[k] ~ x[cam[k]]; }

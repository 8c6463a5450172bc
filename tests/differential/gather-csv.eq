# Whole data from a file; nc is the greatest.
data cam[m] in 1..nc, off[m] in -1..1, y[m] from "gather.csv";
unknown x[nc] = 0.7;
for k in 1..m { y[k] ~ x[cam[k]]*exp(0.1*x[cam[k]]); }
show sum(k in 2..m-1: x[cam[k + off[k]]]) as shifted;

data X[n, d] from "good.csv";
data t[m] from "other.csv";
unknown w[2];
X @ w ~ 1;
t @ X ~ w;
X[1..n, 1] ~ t;

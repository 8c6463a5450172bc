data g[n] in 1..9 = "kind" from "used/kind.csv";
data k[i in 1..n] in 1..2 = g[i] + 1;
data y = [3, 4];
unknown a;
for i in 1..n { y[k[i]] ~ a; }

# Sums inside rows, one of them over as many turns as the file has rows.
data t[n], y[n] from "columns.csv";
unknown c[20] = 0.1, w = 0.3;
for k in 1..20 { c[k] + 0.01*sum(j in 1..20: c[j]*cos(k*j*w)) = k/20; }
sum(i in 1..n: y[i]*exp(-w*t[i])) = 1;

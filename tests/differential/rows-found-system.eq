# A triangle whose size is that of a file, beside what params choose.
data y[n], cell[n] in 1..n from "rows-found.csv";
param m = 2;
unknown L[n, n] = 0.9, x[n] = 0.6;
for i in 1..n, j in i + 1..n { L[i, j] = y[j]*x[i]; }
for i in 1..n, j in 1..i, k in 1..j if k <= m { L[i, j]*L[j, k] = x[cell[i]]; }
for i in 1..n if i <= m { x[i] = y[i]; }
for i in 1..n if not i <= m { x[i]*x[i - 1] = 1; }

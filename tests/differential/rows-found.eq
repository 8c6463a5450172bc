# Rows that a file, its size and params decide: conditions on numbers and on
# whole numbers, ranges by data, none at all, weights, lets, arrays as sides.
data who[n] in 1..3, until[n] in 0..4, t[n], y[n] from "rows-found.csv";
param least = 1, from = 2;
unknown a = 0.7, b[3] = 0.4, x[n, 4] = 1.2, v[n, 2] = 0.3;
for i in 1..n if t[i] > least { y[i] ~ a*exp(-b[who[i]]*t[i]) weight t[i]; }
for i in 1..n, j in 1..until[i] { x[i, j]^2 ~ a*(10*i + j) sigma y[i]; }
for i in 1..n, j in i + 1..n if who[i] == who[j] {
    let gap = t[j] - t[i];
    gap*a ~ sum(k in 1..until[j]: x[j, k]*y[i]) with huber(0.5);
    b[who[i]] ~ exp(-gap);
}
for i in 1..n if i >= from { v[i, 1..2] ~ [a, i*a] + v[i, 1..2]^2; }
for i in 1..n if t[i] > 99 { a ~ 3; }

# One sum a row, over another index, used twice; then over all rows.
data m = [[1, 2], [3, 4], [5, 7]];
unknown w[2] = 0.3, c = 0.5;
let z[i in 1..3] = sum(j in 1..2: m[i, j]*w[j]^2);
for i in 1..3 { sin(z[i]) + z[i]*c ~ 1; }
for i in 1..2 { z[i] - z[4-i] ~ c; }
sum(i in 1..3: exp(-z[i])) ~ 1;

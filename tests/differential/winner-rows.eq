# The turn that won an extreme inside a row, where the row alone knows it.
unknown u = 0.7;
unknown v[i in 0..1, j in 2..3] = sin(3*i + j);
unknown z;
for k in 1..4 { min(min(i in 1..2: v[i-1, mod(k, 2) + 2]^2), 5) + u ~ 1.4 - z; }
for k in 1..4 { max(i in 2..2: v[i-1, mod(k, 2) + 2]*k) ~ z; }

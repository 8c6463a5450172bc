# A row reduction that is itself of another reduction.
unknown x[3] = 0.5, c = 0.1;
for i in 1..3 { mean(j in 1..3: (x[j] - mean(x))^2) + x[i]^3 = c*i; }
x[1] - max(x)*min(x) + prod(x) = 0.2;

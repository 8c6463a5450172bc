# Whole numbers that are computed, as index, range end and condition.
data x = [1, 2, 3, 4, 5.5];
data k[i in 1..5] in 1..5 = 6 - i;
data h[i in 1..5] in 0..2 = div(i, 2);
unknown a = 0.5, b = 0.7, c[5] = 1;
for i in 1..5 { x[k[i]] ~ a*i + exp(b*h[i])/9; }
for i in 1..5 { c[k[i]]^2 ~ sum(j in 1..k[i] if h[j] > 0: c[j]*x[j]); }

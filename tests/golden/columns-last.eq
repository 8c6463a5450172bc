# Of the columns of h the last step alone is read: no step is stored.
data t[i in 1..32] = i/32;
unknown x[4] = 0.5;
let h[4, i in 1..32] = x[4];
let h[j in 1..3, i in 1..32] = h[j+1, i]*t[i] + x[j];
minimize sum(i in 1..32: (sin(t[i]) - h[1, i])^2);

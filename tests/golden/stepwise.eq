# The adjoints of h are added to those of x as they are made; none is stored.
data t[i in 1..32] = i/32;
unknown x[8] = 0.5;
let h[8, i in 1..32] = x[8];
let h[j in 1..7, i in 1..32] = h[j+1, i]*t[i] + x[j];
minimize sum(i in 1..32: (sin(t[i]) - h[1, i])^2);

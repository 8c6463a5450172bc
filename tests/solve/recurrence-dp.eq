# A table in two indices: binomial coefficients, and a parameter in them.
unknown a = 0.5;
let c[i in 0..4, 0] = 1;
let c[0, j in 1..4] = 0;
let c[i in 1..4, j in 1..4] = a*c[i-1, j] + c[i-1, j-1];
c[4, 2] = 6;
show c[4, 1] as four;

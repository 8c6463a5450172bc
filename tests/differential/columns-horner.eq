# a recurrence over coefficients, 19 columns that do not touch each other
const n = 19;
data t[i in 1..n] = (i - 10)/8;
unknown x[j in 1..4] = 0.2*j;
let h[4, i in 1..n] = x[4];
let h[j in 1..3, i in 1..n] = h[j+1, i]*t[i] + x[j];
minimize sum(i in 1..n: (sin(t[i]) - h[1, i])^2) + sum(i in 1..n: h[3, i]^4)/7;

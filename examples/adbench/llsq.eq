# A polynomial of m coefficients through n steps of the sign function, by Horner's scheme.
const n = 2048;
data start[m] from "llsq.csv";
data t[i in 1..n] = -1 + 2*(i - 1)/(n - 1);
unknown x[m] = start;
let h[m, i in 1..n] = x[m];
let h[j in 1..m-1, i in 1..n] = h[j+1, i]*t[i] + x[j];
minimize sum(i in 1..n: (sign(t[i]) - h[1, i])^2)/2;

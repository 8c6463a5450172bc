# A polynomial of m coefficients through n steps of the sign function, by Horner's scheme.
const n = 2048;
data start[m] from "llsq.csv";
data t[i in 1..n] = -1 + 2*(i - 1)/(n - 1);
unknown x[m] = start;
let h[i in 1..n, m] = x[m];
let h[i in 1..n, j in 1..m-1] = h[i, j+1]*t[i] + x[j];
minimize sum(i in 1..n: (sign(t[i]) - h[i, 1])^2)/2;

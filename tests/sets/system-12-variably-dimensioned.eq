# Burkardt, test_nonlin (after MINPACK), problem 12: Variably dimensioned.
const n = 10;
unknown x[j in 1..n] = 1 - j/n;
let s = sum(j in 1..n: j*(x[j] - 1));
for k in 1..n { x[k] - 1 + k*s*(1 + 2*s^2) = 0; }

# Burkardt, test_nonlin (after MINPACK), problem 9: Discrete boundary value.
const n = 10;
const h = 1/(n + 1);
unknown x[k in 1..n] = k*h*(k*h - 1);
let X[0] = 0;
let X[k in 1..n] = x[k];
let X[n+1] = 0;
for k in 1..n { 2*X[k] - X[k-1] - X[k+1] + h^2/2*(X[k] + k*h + 1)^3 = 0; }

# Burkardt, test_nonlin (after MINPACK), problem 11: Trigonometric.
const n = 10;
unknown x[n] = 1/n;
for k in 1..n { n - sum(cos(x)) + k*(1 - cos(x[k])) - sin(x[k]) = 0; }

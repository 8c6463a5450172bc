# Burkardt, test_nonlin (after MINPACK), problem 13: Broyden tridiagonal.
const n = 10;
unknown x[n] = -1;
for k in 1..n {
    (3 - 2*x[k])*x[k] - (if k > 1 then x[k-1] else 0) - 2*(if k < n then x[k+1] else 0) + 1 = 0;
}

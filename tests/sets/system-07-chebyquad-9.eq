# Burkardt, test_nonlin (after MINPACK), problem 7: Chebyquad, 9 unknowns.
const n = 9;
unknown x[j in 1..n] = j/(n + 1);
let T[0, j in 1..n] = 1;
let T[1, j in 1..n] = 2*x[j] - 1;
let T[k in 2..n, j in 1..n] = 2*(2*x[j] - 1)*T[k-1, j] - T[k-2, j];
for k in 1..n {
    sum(j in 1..n: T[k, j])/n + (if mod(k, 2) == 0 then 1/(k^2 - 1) else 0) = 0;
}

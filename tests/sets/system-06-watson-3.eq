# Burkardt, test_nonlin (after MINPACK), problem 6: Watson, 3 unknowns.
const n = 3;
unknown x[n] = 0;
data t[i in 1..29] = i/29;
let s[i in 1..29] = sum(j in 1..n: t[i]^(j - 1)*x[j]);
let f[i in 1..29] = sum(j in 2..n: (j - 1)*t[i]^(j - 2)*x[j]) - s[i]^2 - 1;
let g = x[2] - x[1]^2 - 1;
for k in 1..n {
    sum(i in 1..29: f[i]*((k - 1)*t[i]^(k - 2) - 2*s[i]*t[i]^(k - 1)))
        + (if k == 1 then x[1]*(1 - 2*g) else 0) + (if k == 2 then g else 0) = 0;
}

# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 31.
const n = 10;
unknown x[n] = -1;
for i in 1..n {
    0 ~ x[i]*(2 + 5*x[i]^2) + 1 -
        sum(j in 1..n if j >= i - 5 and j <= i + 1 and j != i: x[j]*(1 + x[j]));
}

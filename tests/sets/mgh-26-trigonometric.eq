# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 26.
const n = 10;
unknown x[n] = 1/n;
for i in 1..n {
    0 ~ n - sum(j in 1..n: cos(x[j])) + i*(1 - cos(x[i])) - sin(x[i]);
}

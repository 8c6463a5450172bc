# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 27.
const n = 10;
unknown x[n] = 0.5;
for i in 1..n-1 { n + 1 ~ x[i] + sum(x); }
1 ~ prod(i in 1..n: x[i]);

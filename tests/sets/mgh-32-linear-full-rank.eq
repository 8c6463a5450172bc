# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 32.
const n = 5, m = 10;
unknown x[n] = 1;
for i in 1..n { 0 ~ x[i] - 2/m*sum(x) - 1; }
for i in n+1..m { 0 ~ -2/m*sum(x) - 1; }

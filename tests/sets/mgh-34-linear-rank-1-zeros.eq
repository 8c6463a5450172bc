# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 34.
const n = 5, m = 10;
unknown x[n] = 1;
1 ~ 0;
for i in 2..m-1 { 1 ~ (i - 1)*sum(j in 2..n-1: j*x[j]); }
1 ~ 0;

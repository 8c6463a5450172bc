# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 33.
const n = 5, m = 10;
unknown x[n] = 1;
for i in 1..m { 1 ~ i*sum(j in 1..n: j*x[j]); }

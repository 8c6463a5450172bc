# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 23.
const n = 10;
unknown x[i in 1..n] = i;
for i in 1..n { 0 ~ sqrt(1e-5)*(x[i] - 1); }
1/4 ~ sum(x^2);

# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 25.
const n = 10;
unknown x[i in 1..n] = 1 - i/n;
let s = sum(i in 1..n: i*(x[i] - 1));
for i in 1..n { 0 ~ x[i] - 1; }
0 ~ s;
0 ~ s^2;

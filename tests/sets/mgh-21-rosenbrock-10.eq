# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 21.
const n = 10;
unknown x[i in 1..n] = if mod(i, 2) == 1 then -1.2 else 1;
for i in 1..n/2 {
    0 ~ 10*(x[2*i] - x[2*i - 1]^2);
    0 ~ 1 - x[2*i - 1];
}

# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 22.
const n = 12;
unknown x[i in 1..n] = if mod(i, 4) == 1 then 3 else if mod(i, 4) == 2 then -1
    else if mod(i, 4) == 3 then 0 else 1;
for i in 1..n/4 {
    0 ~ x[4*i - 3] + 10*x[4*i - 2];
    0 ~ sqrt(5)*(x[4*i - 1] - x[4*i]);
    0 ~ (x[4*i - 2] - 2*x[4*i - 1])^2;
    0 ~ sqrt(10)*(x[4*i - 3] - x[4*i])^2;
}

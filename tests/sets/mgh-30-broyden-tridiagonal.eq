# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 30.
const n = 10;
unknown x[n] = -1;
for i in 1..n {
    0 ~ (3 - 2*x[i])*x[i] - (if i > 1 then x[i-1] else 0) -
        2*(if i < n then x[i+1] else 0) + 1;
}

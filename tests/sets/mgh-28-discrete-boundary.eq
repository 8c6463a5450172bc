# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 28.
const n = 10, h = 1/(n + 1);
unknown x[i in 1..n] = i*h*(i*h - 1);
for i in 1..n {
    0 ~ 2*x[i] - (if i > 1 then x[i-1] else 0) - (if i < n then x[i+1] else 0) +
        h^2*(x[i] + i*h + 1)^3/2;
}

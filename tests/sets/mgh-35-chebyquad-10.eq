# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 35.
const n = 10;
unknown x[j in 1..n] = j/(n + 1);
let T[i in 0..n, j in 1..n] = if i == 0 then 1 else if i == 1 then 2*x[j] - 1
    else 2*(2*x[j] - 1)*T[i-1, j] - T[i-2, j];
for i in 1..n {
    (if mod(i, 2) == 0 then -1/(i^2 - 1) else 0) ~ sum(j in 1..n: T[i, j])/n;
}

# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 20.
const n = 12;
unknown x[n] = 0;
for i in 1..29 {
    let t = i/29;
    sum(j in 2..n: (j - 1)*x[j]*t^(j - 2)) ~
        sum(j in 1..n: x[j]*t^(j - 1))^2 + 1;
}
x[1] ~ 0;
x[2] - x[1]^2 ~ 1;

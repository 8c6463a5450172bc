# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 29.
const n = 10, h = 1/(n + 1);
unknown x[i in 1..n] = i*h*(i*h - 1);
let c[i in 1..n] = (x[i] + i*h + 1)^3;
for i in 1..n {
    0 ~ x[i] + h/2*((1 - i*h)*sum(j in 1..i: j*h*c[j]) +
                    i*h*sum(j in i+1..n: (1 - j*h)*c[j]));
}

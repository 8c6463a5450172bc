# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 24.
const n = 10;
unknown x[n] = 0.5;
0.2 ~ x[1];
for i in 2..n {
    0 ~ sqrt(1e-5)*(exp(x[i]/10) + exp(x[i-1]/10) - exp(i/10) - exp((i-1)/10));
    0 ~ sqrt(1e-5)*(exp(x[i]/10) - exp(-1/10));
}
1 ~ sum(i in 1..n: (n - i + 1)*x[i]^2);

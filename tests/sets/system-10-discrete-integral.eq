# Burkardt, test_nonlin (after MINPACK), problem 10: Discrete integral equation.
const n = 10;
const h = 1/(n + 1);
unknown x[k in 1..n] = k*h*(k*h - 1);
for k in 1..n {
    x[k] + h/2*((1 - k*h)*sum(j in 1..k: j*h*(x[j] + j*h + 1)^3)
        + k*h*sum(j in k+1..n: (1 - j*h)*(x[j] + j*h + 1)^3)) = 0;
}

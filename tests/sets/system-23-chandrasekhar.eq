# Burkardt, test_nonlin (after MINPACK), problem 23: Chandrasekhar H-equation.
const n = 10;
const c = 0.9;
data mu[i in 1..n] = (i - 0.5)/n;
unknown x[n] = 1;
for k in 1..n { x[k] - 1/(1 - c/(2*n)*sum(j in 1..n: mu[k]*x[j]/(mu[j] + mu[k]))) = 0; }

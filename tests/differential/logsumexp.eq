# Logarithms of sums of exponentials, in rows, inside one another, in a loss.
data x = [0.5, 1.5, -2, 3];
unknown a = 0.3, b = 1, c[3] = 0.7;
logsumexp(a*x) = 2;
logsumexp(i in 1..4: x[i]*b/100 + a) = b*logsumexp(c);
for k in 1..3 {
    logsumexp(j in 1..4: c[k]*x[j] - logsumexp(i in 1..3: c[i]*j)) = k + 1;
}

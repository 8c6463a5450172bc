# The logarithm of a sum of exponentials over ranges that vary, conditions, data.
data h[5] in 1..3 = [1, 2, 2, 3, 1];
unknown x[5] = 0.6, y[3] = 0.2;
loss logsumexp(i in 1..5 if mod(i, 2) == 1: x[i]*i)
    + sum(i in 2..5: logsumexp(j in 1..i-1: x[i]*x[j]))
    + sum(j in 1..3: logsumexp(e in 1..5 if h[e] == j: x[e] - y[j])^2);

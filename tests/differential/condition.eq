# Conditions of sums, products, extrema and means.
unknown x[5] = 0.6;
data p[5] = [1, 0, 1, 1, 0];
loss sum(i in 1..5, j in 1..5 if i != j: x[i]*exp(0.1*x[j]))
    + prod(i in 1..5 if mod(i, 2) == 1: 1 + x[i])
    + max(i in 1..5 if i > 2: x[i]*i) + min(i in 1..5 if i < 4: sin(x[i]*i))
    + mean(i in 1..5 if p[i] > 0: x[i]^2)
    + sum(i in 1..5 if x[i] > 0.55: x[i]^3);
show sum(i in 2..5 if i > 2: log(x[i - 2])) as guarded;
show mean(i in 1..5, j in 1..5 if i < j and p[j] > 0: x[i]*x[j]) as pairs;

# Turns of data in blocks: logsumexp, triangular sums, a linear map applied in
# each turn, a greatest and a product in between; 35 = 4*8 + 3 turns.
data x[i in 1..35, a in 1..3] = sin(i + 2*a);
data y[i in 1..35] = cos(3*i);
unknown mu[j in 1..4, a in 1..3] = 0.1*j + 0.05*a, L[4, 3, 3] = 0.3, q[4, 3] = 0.2;
let e[j in 1..4, a in 1..3] = exp(q[j, a]);
let z[i in 1..35, j in 1..4, c in 1..3] = e[j, c]*(x[i, c] - mu[j, c])
    + sum(a in 1..c-1: L[j, c, a]*(x[i, a] - mu[j, a]));
let beta[i in 1..35, j in 1..4] = sum(c in 1..3: q[j, c]) - sum(c in 1..3: z[i, j, c]^2)/2;
minimize sum(i in 1..35: logsumexp(j in 1..4: beta[i, j]))
    + sum(i in 1..35: y[i]*max(j in 1..4: sum(c in 1..3: z[i, j, c]*x[i, c])))
    + sum(i in 1..35: prod(j in 1..4: 1 + z[i, j, 1]^2/50)) + sum(L^2);

# Gaussian mixture with a Wishart prior: log likelihood of n points of d numbers under k
# components.  q holds the logarithms of the diagonals of the inverse Cholesky factors, l
# what is below them, column by column.
data x[n, d] from "gmm_points.csv";
data alpha0[k] from "gmm_alpha.csv";
data mu0[k, d] from "gmm_mu.csv";
data q0[k, d] from "gmm_q.csv";
data l0[k, t] from "gmm_l.csv";
param g = 1, m = 0;

unknown alpha[k] = alpha0, mu[k, d] = mu0, q[k, d] = q0, l[k, t] = l0;

let e[j in 1..k, r in 1..d] = exp(q[j, r]);
let z[i in 1..n, j in 1..k, c in 1..d] = e[j, c]*(x[i, c] - mu[j, c])
    + sum(a in 1..c-1: l[j, (a-1)*d - div(a*(a-1), 2) + c - a]*(x[i, a] - mu[j, a]));
let beta[i in 1..n, j in 1..k] = alpha[j] + sum(c in 1..d: q[j, c])
    - sum(c in 1..d: z[i, j, c]^2)/2;

let wishart = g^2/2*(sum(e^2) + sum(l^2)) - m*sum(q);
let free = d + m + 1;
let loggamma = d*(d - 1)/4*log(pi) + sum(j in 1..d: lgamma(free/2 + (1 - j)/2));
let norm = k*(free*d*(log(g) - log(2)/2) - loggamma);

maximize -n*d/2*log(2*pi) + sum(i in 1..n: logsumexp(j in 1..k: beta[i, j]))
    - n*logsumexp(alpha) + norm - wishart;

# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 88.
# mu: the roots of mu tan(mu) = 1, by Newton's method on mu sin(mu) = cos(mu).
const n = 2;
const m = 30;
let s[i in 1..m, 0] = if i == 1 then 0.8 else (i - 1)*pi + 1/(i*pi);
let s[i in 1..m, k in 1..8] = s[i, k-1] - (s[i, k-1]*sin(s[i, k-1]) - cos(s[i, k-1]))
                              /(2*sin(s[i, k-1]) + s[i, k-1]*cos(s[i, k-1]));
let mu[i in 1..m] = s[i, 8];
let a[i in 1..m] = 2*sin(mu[i])/(mu[i] + sin(mu[i])*cos(mu[i]));
unknown x[i in 1..n] = if mod(i, 2) == 1 then 0.5 else -0.5;
let tail[k in 1..n] = sum(j in k..n: x[j]^2);
let rho[i in 1..m] = -(exp(-mu[i]^2*tail[1])
                       + 2*sum(k in 2..n: (if mod(k, 2) == 0 then -1 else 1)*exp(-mu[i]^2*tail[k]))
                       + (if mod(n, 2) == 0 then 1 else -1))/mu[i]^2;
let w[i in 1..m] = mu[i]^2*a[i]*rho[i];
minimize sum(x^2);
1e-4 - sum(i in 1..m, j in 1..i-1: w[i]*w[j]*(sin(mu[i] + mu[j])/(mu[i] + mu[j])
                                              + sin(mu[i] - mu[j])/(mu[i] - mu[j])))
     - sum(i in 1..m: w[i]^2*(1 + sin(2*mu[i])/(2*mu[i]))/2)
     + sum(i in 1..m: w[i]*(2*sin(mu[i])/mu[i]^3 - 2*cos(mu[i])/mu[i]^2))
     - 2/15 >= 0;

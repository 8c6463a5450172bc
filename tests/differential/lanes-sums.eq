# Sums, products and extrema of more turns than lanes, and some left over.
param shift = 0.25;
data x[i in 1..37] = sin(i)*3;
unknown a = 1, b = 0.5;
loss mean((exp(-a*x^2/9) - b*x)^2) + 0.01*max(i in 1..37: x[i]*a - b*i/9)
    + min(i in 1..37: a*x[i] + b*i/7)^2 + prod(i in 1..37: 1 + a*x[i]/99 + shift*b/80);
show sum(x*a), prod(i in 1..20: 1 + b*x[i]/7) as p, logsumexp(i in 1..37: a*x[i] - b) as l;

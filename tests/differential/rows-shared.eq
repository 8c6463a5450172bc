# The same let array in one family at its own index and in another not.
data t = [0.2, 0.5, 0.9, 1.4];
unknown a = 0.8, b = 1.2;
let e[i in 1..4] = exp(a*t[i]) + b;
for i in 1..4 { e[i] ~ 2*t[i] + 1; }
for i in 1..3 { e[i+1]/e[i] ~ 1.1; }
for i in 1..4 { sum(j in 1..4: e[j]*t[i]) ~ e[i]^2; }

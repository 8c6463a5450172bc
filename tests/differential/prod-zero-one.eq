# One factor is zero: the slope is the product of the others, in rows too.
data z = [1.5, 0, 2];
data y = [0.2, 0.7, 0.1];
unknown a[3] = 0.7;
loss sin(prod(i in 1..3: a[i]*z[i])) + prod(a - 0.7) + prod(a - y) + sum(a^2);
for k in 1..2 { prod(i in 1..3: a[i] - y[i]/k) ~ 0.5; }

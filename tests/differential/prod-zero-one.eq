# One factor is zero: the slope is the product of the others.
data z = [1.5, 0, 2];
unknown a[3] = 0.7;
loss sin(prod(i in 1..3: a[i]*z[i])) + prod(a - 0.7) + sum(a^2);

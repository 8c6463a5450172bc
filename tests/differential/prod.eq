# Products, one inside another.
data x = [1, 2, 3];
unknown a = 0.4, b = 1.1;
loss prod(i in 1..3: a + x[i]) + sum(k in 1..2: prod(x*b + k));

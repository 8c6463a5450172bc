# What is summed under a condition is read under it, in the same turn.
unknown a, u[3, 4], w[0..3];
for i in 2..5 { a + w[5-i] ~ sum(k in 0..1 if i >= 2: u[3, mod(i, 4) + 1]); }
sum(w) ~ 2.05;
sum(u) ~ 1;

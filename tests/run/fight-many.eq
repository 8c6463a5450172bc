# Each of them is impossible by itself.
unknown q[10] = 1;
for i in 1..10 { q[i]^2 + i = 0; }

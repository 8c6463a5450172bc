unknown x[3];
for i in 1..3 { x[j] = i; }

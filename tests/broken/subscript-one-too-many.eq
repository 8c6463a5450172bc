unknown x[3];
for i in 1..4 { x[i] = i; }

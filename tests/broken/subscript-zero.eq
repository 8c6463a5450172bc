unknown x[3];
for i in 0..2 { x[i] = i; }

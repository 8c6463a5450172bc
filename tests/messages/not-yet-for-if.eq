unknown x[3];
for i in 1..3 if i != 2 { x[i] = 1; }

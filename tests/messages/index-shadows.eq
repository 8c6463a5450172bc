param i = 3;
unknown x[4];
for i in 1..4 { x[i] = i; }

unknown x[3] = 1;
for i in 1..3 if i { x[i] = 2; }

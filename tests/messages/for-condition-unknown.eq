unknown x[3] = 1;
for i in 1..3 if x[i] > 1 { x[i] = 2; }
x[1] = 1;

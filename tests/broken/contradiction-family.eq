unknown x[4];
for i in 1..3 { x[i+1] - x[i] = 0.1; }
x[1] = 0;
x[4] = 0.4;

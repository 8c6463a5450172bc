unknown x[3];
for i in 1..3 { param p = 2; x[i] = i; show x; }

unknown x[3];
for i = 1 to 3 { x[i] = i; }

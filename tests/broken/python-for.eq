unknown x[3];
for i in range(3) { x[i] = i; }

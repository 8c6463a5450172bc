unknown x[3];
for (i = 0; i < 3; i++) { x[i] = i; }

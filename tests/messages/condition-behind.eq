unknown x[1..3];
for i in 1..3 { x[i] = i if i > 1; }
x[1] = 3 if 2 > 1 else 4;

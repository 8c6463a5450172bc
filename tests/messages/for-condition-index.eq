unknown x[5] = 1;
x[1] = 1;
for i in 1..5 if i > 1 { x[i] = x[i - 1] + x[i + 1]; }

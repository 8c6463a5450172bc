data c[3] in 1..2 = [1, 2, 1];
unknown x[2];
for i in 1..3 { x[c[i]] = 1; }

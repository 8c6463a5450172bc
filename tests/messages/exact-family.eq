unknown x[2, 3], s;
for i in 1..2, j in 1..3 { (i + j)*x[i, j]/3 = 1; }
s = x[1, 1] - x[2, 3];

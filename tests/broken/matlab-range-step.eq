unknown x[9];
for i in 1..2..9 { x[i] = i; }

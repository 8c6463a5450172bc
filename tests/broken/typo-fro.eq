unknown x[3];
fro i in 1..3 { x[i] = i; }

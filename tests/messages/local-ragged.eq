unknown y[3] = 0.3;
for i in 1..3 { let p[j in 1..i] = j; y[i] = sum(p); }

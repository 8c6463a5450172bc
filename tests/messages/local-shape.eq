unknown y[3] = 0.3;
for i in 1..2 { let p[j in 1..3] = [1, 2]; y[i] = p[1]; }
for i in 1..2 { let q[1..3] = [1, 2]; y[i] = q[1]; }
for i in 1..2 { let r[1..2] = [1, 2]; y[i] = r[3]; }

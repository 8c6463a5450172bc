# A ring: rows of two unknowns, of which one is far away.
const n = 600;
unknown x[n] = 1;
for i in 1..n-1 { x[i]^2 + x[i+1] = 3; }
x[n]^2 + x[1] = 3;

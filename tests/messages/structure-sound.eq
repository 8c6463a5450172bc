unknown x[4], y, z[3];
let s = sum(x);
for i in 1..3 { x[i+1] - x[i] = y^2; }
x[1] = 2;
y = cos(y);
z[1..2] = x[2..3];
z[3] = s;

const n = 1000000;
unknown x[0..n] = 1, y;
x[0] = 0;
x[n] = 1;
x[1] = 3;
for i in 1..n-1 { x[i+1] - 2*x[i] + x[i-1] = exp(x[i]); }
y^2 + x[5] = 1;

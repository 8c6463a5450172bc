const n = 1000000;
unknown x[0..n] = 1, y, z, w;
x[0] = 0;
x[n] = 1;
x[1] = 3;
for i in 1..n-1 { x[i+1] - 2*x[i] + x[i-1] = exp(x[i]); }
y*z + w = x[1];

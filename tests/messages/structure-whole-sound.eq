const n = 1000000;
unknown x[0..n] = 1, y[0..n];
let s[i in 0..n] = x[i]^2;
x[0] = 0;
x[n] = 1;
for i in 1..n-1 { x[i+1] - 2*x[i] + x[i-1] = exp(x[i]); }
for i in 0..n { y[i] = s[i]; }

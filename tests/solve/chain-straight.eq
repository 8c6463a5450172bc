const N = 500;
unknown x[i in 0..N] = 0.5*i/N, y[i in 0..N] = 0;
minimize sum(i in 0..N: y[i]);
x[0] = 0; y[0] = 0; x[N] = 0.5; y[N] = 0;
for i in 1..N { (x[i]-x[i-1])^2 + (y[i]-y[i-1])^2 = (1/N)^2; }

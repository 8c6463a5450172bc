# Whittaker's smoother: noisy data, small second differences; two families of rows.
const n = 500;
data y[i in 1..n] = sin(i/40) + 0.1*randn(seed = 7);
unknown z[n] = 0;
for i in 1..n { y[i] ~ z[i]; }
for i in 2..n-1 { 0 ~ 30*(z[i-1] - 2*z[i] + z[i+1]); }
show z[1] as first, z[250] as middle;

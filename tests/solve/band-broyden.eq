# Broyden's tridiagonal system, large enough for a band.
const n = 1500;
unknown x[i in 1..n] = -1;
(3 - 2*x[1])*x[1] - 2*x[2] + 1 = 0;
for i in 2..n-1 { (3 - 2*x[i])*x[i] - x[i-1] - 2*x[i+1] + 1 = 0; }
(3 - 2*x[n])*x[n] - x[n-1] + 1 = 0;
show x[1] as first, x[750] as middle, x[1500] as last;

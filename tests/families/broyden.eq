# sizes 10 1000 1000000
# Broyden's tridiagonal system (More, Garbow, Hillstrom 1981, problem 30).
const   n = 10;
unknown x[i in 1..n] = -1;
(3 - 2*x[1])*x[1] - 2*x[2] + 1 = 0;
for i in 2..n-1 { (3 - 2*x[i])*x[i] - x[i-1] - 2*x[i+1] + 1 = 0; }
(3 - 2*x[n])*x[n] - x[n-1] + 1 = 0;

# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 8.
data y[15] = [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58,
               0.73, 0.96, 1.34, 2.10, 4.39];
unknown x[3] = 1;
for i in 1..15 { y[i] ~ x[1] + i/((16 - i)*x[2] + min(i, 16 - i)*x[3]); }

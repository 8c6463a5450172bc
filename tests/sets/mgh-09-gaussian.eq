# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 9.
data y[15] = [0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521, 0.3989,
               0.3521, 0.2420, 0.1295, 0.0540, 0.0175, 0.0044, 0.0009];
unknown x[3] = [0.4, 1, 0];
for i in 1..15 { y[i] ~ x[1]*exp(-x[2]*((8 - i)/2 - x[3])^2/2); }

# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 5.
unknown x[2] = 1;
data y[3] = [1.5, 2.25, 2.625];
for i in 1..3 { y[i] ~ x[1]*(1 - x[2]^i); }

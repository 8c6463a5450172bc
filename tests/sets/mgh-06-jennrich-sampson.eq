# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 6.
unknown x[2] = [0.3, 0.4];
for i in 1..10 { 2 + 2*i ~ exp(i*x[1]) + exp(i*x[2]); }

# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 3.
unknown x[2] = [0, 1];
1 ~ 1e4*x[1]*x[2];
1.0001 ~ exp(-x[1]) + exp(-x[2]);

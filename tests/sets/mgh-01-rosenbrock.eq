# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 1.
unknown x[2] = [-1.2, 1];
0 ~ 10*(x[2] - x[1]^2);
0 ~ 1 - x[1];

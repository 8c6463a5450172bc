# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 4.
unknown x[2] = 1;
1e6 ~ x[1];
2e-6 ~ x[2];
2 ~ x[1]*x[2];

# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 2.
unknown x[2] = [0.5, -2];
13 ~ x[1] + ((5 - x[2])*x[2] - 2)*x[2];
29 ~ x[1] + ((x[2] + 1)*x[2] - 14)*x[2];

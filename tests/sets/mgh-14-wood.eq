# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 14.
unknown x[4] = [-3, -1, -3, -1];
0 ~ 10*(x[2] - x[1]^2);
0 ~ 1 - x[1];
0 ~ sqrt(90)*(x[4] - x[3]^2);
0 ~ 1 - x[3];
0 ~ sqrt(10)*(x[2] + x[4] - 2);
0 ~ (x[2] - x[4])/sqrt(10);

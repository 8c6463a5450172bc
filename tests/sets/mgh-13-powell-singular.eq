# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 13.
unknown x[4] = [3, -1, 0, 1];
0 ~ x[1] + 10*x[2];
0 ~ sqrt(5)*(x[3] - x[4]);
0 ~ (x[2] - 2*x[3])^2;
0 ~ sqrt(10)*(x[1] - x[4])^2;

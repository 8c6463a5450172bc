# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 7.
unknown x[3] = [-1, 0, 0];
let turn = atan(x[2]/x[1])/(2*pi) + (if x[1] > 0 then 0 else 0.5);
0 ~ 10*(x[3] - 10*turn);
0 ~ 10*(sqrt(x[1]^2 + x[2]^2) - 1);
0 ~ x[3];

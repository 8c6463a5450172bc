# Two of the three exponentials meet (x[1] = x[5], x[3] = x[6]): level, and lower on both
# sides, where they part.
# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 18.
unknown x[6] = [1, 2, 1, 1, 1, 1];
for i in 1..13 {
    let t = i/10;
    exp(-t) - 5*exp(-10*t) + 3*exp(-4*t) ~
        x[3]*exp(-t*x[1]) - x[4]*exp(-t*x[2]) + x[6]*exp(-t*x[5]);
}
solve with lbfgsb;

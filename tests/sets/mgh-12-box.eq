# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 12.
unknown x[3] = [0, 10, 20];
for i in 1..10 {
    exp(-i/10*x[1]) - exp(-i/10*x[2]) ~ x[3]*(exp(-i/10) - exp(-i));
}

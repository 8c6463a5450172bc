# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 16.
unknown x[4] = [25, 5, -5, -1];
for i in 1..20 {
    let t = i/5;
    0 ~ (x[1] + t*x[2] - exp(t))^2 + (x[3] + x[4]*sin(t) - cos(t))^2;
}

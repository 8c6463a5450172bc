# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 11. With |y - x2| where the paper has a misprint.
unknown x[3] = [5, 2.5, 0.15];
for i in 1..99 {
    let t = i/100;
    let y = 25 + (-50*log(t))^(2/3);
    t ~ exp(-abs(y - x[2])^x[3]/x[1]);
}

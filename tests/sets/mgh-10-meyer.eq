# More, Garbow, Hillstrom, Testing Unconstrained Optimization Software, ACM TOMS
# 7 (1981) 17-41: problem 10.
data y[16] = [34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030,
               6005, 5147, 4427, 3820, 3307, 2872];
unknown x[3] = [0.02, 4000, 250];
for i in 1..16 { y[i] ~ x[1]*exp(x[2]/(45 + 5*i + x[3])); }

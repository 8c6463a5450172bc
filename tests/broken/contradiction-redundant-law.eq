# the total is conserved, and was written down with a wrong number
unknown a, b, c, k;
step1: a + b = 0.7;
step2: c = 0.3;
total: a + b + c = 1.1;
rate:  k*a = b^2;

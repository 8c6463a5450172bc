let total = p + q + r;
p = 1.5;
q = 2.5;
r - p = 1;
total = 7;

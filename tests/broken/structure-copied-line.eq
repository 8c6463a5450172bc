unknown p, q, r, s;
p*q = 6;
p*q = 6;
p + sin(q) = 2;
r*s = p;

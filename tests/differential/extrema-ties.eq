# At the start all are equal: the first one wins, in rows too.
unknown x[4] = 1.5, s = 1;
let hi = max(x);
let lo = min(i in 1..4: x[i]*s);
hi*s + lo = 4;
for i in 1..3 { max(x[i], x[i+1]) + min(x[i+1], x[i]) = 2*s; }
show hi - lo as spread;

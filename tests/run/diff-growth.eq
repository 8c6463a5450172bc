data y[6] = [1, 1.4, 2.1, 2.9, 4.2, 6.1];
unknown a = 1, rate = 0.4, x[i in 1..4] = i/2;
let level[i in 1..6] = if i == 1 then a else level[i-1]*(1 + rate);
loss sum((y - level)^2);
fn walk(s, v) { let z[0] = v; let z[k in 1..2] = sin(z[k-1])*s; z[2] }
let p[i in 1..4] = sum(j in 1..2 if j == i: x[j]^2);
loss sum(p*p) + walk(a, x[2])^2 + walk(rate, 1);
show level[6] as end, diff(level[6], rate) as slope;

# The sum of a let array, and its elements again.
data t = [1, 2, 3];
unknown a = 0.7, b = 0.3;
let e = a*t^2 + sin(b*t);
let s = sum(e);
loss s^2/(1 + s^2) + e[1]*e[3];
show s;
show e;

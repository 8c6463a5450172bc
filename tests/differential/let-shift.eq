# A let array used at other indices than its own.
data t = [0.1, 0.4, 0.7, 1.3, 2];
unknown a = 0.9, w = 1.4;
let e[i in 1..5] = a*sin(w*t[i]);
let d[i in 1..4] = e[i+1] - e[i];
loss sum(d^2) + sum(i in 2..4: e[i-1]*e[i]*e[i+1]);
for i in 1..3 { d[i+1] - d[i] ~ 0.1; }

# What a fit adds to the total, with each kind of weight; a definition.
data x = [1, 2, 3, 4], y = [2, 4, 7, 30];
data w = [1, 1, 1, 0.5];
param c;
const n = 4;
unknown a = 1, b in [0, 9], v[n] = 2;
let line = a*x + b;
y ~ line weight w;
wild: y ~ line with huber(0.5);
for i in 1..n { near: v[i] ~ c*i sigma 0.1*i; }
show a/b as ratio;

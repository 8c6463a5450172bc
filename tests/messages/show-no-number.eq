data t[3] = [1, 2, 3], y[3] = [2,4,6.1];
unknown a = 1;
y ~ a*t;
let z = a - 5;
show a as b, log(z*t) as lg;

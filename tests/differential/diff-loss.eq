data p = [0.3, -0.7, 1.9];
unknown x[4] = 0.6, y[4] = -0.3;
let X[0] = 0;  let X[i in 1..4] = x[i];  let X[5] = 2;
let len[i in 1..5] = sqrt(1 + (X[i] - X[i-1])^2);
let e = sum(len^3) + max(i in 1..4: y[i]*x[i]) + mean(i in 1..3, j in 1..4: p[i]*x[j]^2*y[1]);
loss sum(diff(e, x)^2) + sum(i in 1..4: diff(e, y[1])*y[i]^2) + sum(diff(sin(p*x[1]), p));

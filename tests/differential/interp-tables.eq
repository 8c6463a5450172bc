# Tables whose values are unknowns, that are another one for each index, whose points are
# computed from data and params: straight lines and cubics; the argument data or unknown.
const m = 4;
data s[n] = "t", y[n] from "columns.csv";
data lv = [0, 0.5, 1.1, 2], T[3, m] = [[0, 1, 2, 3], [0, 1, 4, 9], [0, 2, 3, 5]];
data X[3, m] = [[0, 0.5, 1, 3], [-1, 1, 2, 4], [0, 0.1, 0.2, 2]], step[m] = [0, 1, 2, 1];
param scale = 1.5;
unknown v[i in 1..m] = 1 + i*i/9, w[3, m] = 1, h[3] = 0.7, c = 0.4;
let xs[1] = 0, xs[i in 2..m] = xs[i-1] + step[i]/scale;
for i in 1..n { y[i] ~ interp(s[i]/9, lv, v) + pchip(s[i]/9, lv*scale, v^2)/5; }
for i in 1..3 {
    interp(h[i], lv, T[i, 1..m]) + pchip(h[i], lv, T[i, 1..m])/3 ~ 1.5;
    interp(h[i]*c, lv, v) + pchip(h[i] + c, X[i, 1..m], v) ~ 1.2;
    pchip(0.4, X[i, 1..m], w[i, 1..m]) + interp(0.3*i, xs, w[i, 1..m]) ~ c;
    interp(h[i], X[i, 1..m]*scale, w[i, 1..m]*T[i, 1..m]) ~ 0.3;
    w[i, 1..m] ~ 1;
}
let p = interp([0.1, 0.9], lv, v);
let z[0] = c, z[k in 1..3] = interp(z[k-1], lv, v/9);
p ~ 1; z[3] ~ 1;
show pchip(c, xs, v) as value1, diff(pchip(c, xs, v), v[2]) as slope1_1;

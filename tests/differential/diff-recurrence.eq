# diff through recurrences: chains, a grid, sums into and out of them, one part that
# depends on the unknown through the other only, twice, by elements and by arrays.
unknown a = 0.5, x[3] = 0.7, b[0..4] = 1;
param p = 2;
fn walk(r, s) { let w[0] = s; let w[k in 1..4] = w[k-1] + 0.1*sin(r*w[k-1]); w[4] }
fn slope(r, s) { let v = walk(r, s)^2; diff(v, r) + diff(v, s) }
let h[0] = x[1];
let h[k in 1..5] = 0.3*a*h[k-1] + sin(x[2]) + p*sum(j in 1..3: x[j]^2*k)/10;
let g[0, j in 0..4] = b[j];
let g[i in 1..3, 0] = b[0]*a;
let g[i in 1..3, j in 1..4] = tanh(g[i-1, j] + a*g[i, j-1]*b[j-1]);
let q[0] = 0;
let t[0] = 1;
let q[k in 1..3] = t[k-1];
let t[k in 1..3] = a*q[k-1] + a;
let z[k in 1..4] = if k < 4 then a*z[k+1]^2 + x[1] else b[2];
let s = sum(k in 0..5: h[k]^2/(1 + k)) + g[3, 4]*prod(x) + max(k in 1..4: z[k]);
show h[5] as value1, diff(h[5], a) as slope1_0;
show s as value2, diff(s, a) as slope2_0;
show s as value3, diff(s, x[2]) as slope3_2;
show s as value4, (diff(s, b))[3] as slope4_7;
show g[2, 3] as value5, diff(g[2, 3], b[1]) as slope5_5;
show q[3] + a as value6, diff(q[3] + a, a) as slope6_0;
show diff(h[4], a) as value7, diff(h[4], a, a) as slope7_0;
show diff(s, x[1]) as value8, diff(s, x[1], x[3]) as slope8_3;
show diff(h[5], p) as value9, diff(diff(h[5], p), x[1]) as slope9_1;
show walk(a, x[1]) as value10, diff(walk(a, x[1]), a) as slope10_0;
show slope(a, 2) as value11, diff(slope(a, 2), a) as slope11_0;
for i in 1..3 { diff(s, x[i]) + x[i] ~ 3*i; }
for j in 0..3, i in 1..2 {
    let y[0] = b[j]; let y[k in 1..3] = y[k-1]^2/2 + a*i;
    diff(y[3], a) ~ b[j + 1];
}
a + diff(sum(h), a) ~ 0.4;
b ~ 0.3;

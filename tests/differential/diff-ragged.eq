# diff through ranges that depend on another index: pairs, triangles, conditions.
const n = 4;
data w[n] = [1, 0.7, 1.3, 0.4], top[n] in 0..4 = [2, 0, 4, 3];
unknown q[i in 1..n] = i/4, c = 0.4;
let e1 = sum(i in 1..n, j in 1..i-1: (q[i] - q[j] - 0.3)^2*w[j]*sin(q[i]*i + j));
let e2 = sum(i in 1..n: q[i]*sum(j in 1..top[i]: q[j]^2*c*w[i]));
let e3 = sum(i in 1..n, j in i+1..n if w[j] < w[i]: exp(q[i]*q[j])*c);
let g[i in 1..n] = sum(j in i..n: q[j]^2*w[i]);
let e4 = prod(i in 1..n: 1 + sum(j in 1..i: g[j])/9);
let e5 = sum(i in 1..n, j in 1..i, k in j..i: q[i]*q[j]^2*q[k]);
let d1 = diff(e1, q), d2 = diff(e2, q), d3 = diff(e3, q), d4 = diff(e4, q), d5 = diff(e5, q);
let d55 = diff(e5, q[2], q);
show e1 as value1, d1[3] as slope1_2, e2 as value2, d2[2] as slope2_1;
show e3 as value3, d3[4] as slope3_3;
show e4 as value4, d4[1] as slope4_0, e5 as value5, d5[2] as slope5_1;
show diff(e2, c) as slope2_4;
show d5[2] as value6, d55[3] as slope6_2;
d1 ~ 0; d2 ~ 1; d3 = w; d4 ~ 2; d5 ~ c; d55 ~ 1;
for i in 1..n, j in 1..i {
    let s[0] = q[j];
    let s[m in 1..3] = s[m-1]*q[i] + c;
    diff(s[3], q[j]) + diff(sum(k in j..i: q[k]^3*q[j]), q[j]) ~ w[i];
}

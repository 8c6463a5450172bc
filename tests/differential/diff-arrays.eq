# An array by an array through recurrences, one by one: the derivatives differentiated on.
const n = 3;
data w[n] = [1, 0.7, 1.3];
unknown u[n] = 0.5, k = 0.8, c = 0.4;
fn walk(s, a) { let z[0] = s; let z[j in 1..3] = z[j-1]*a + sin(z[j-1]*s)/2; z[3] + sum(z)/5 }
fn deep(s) { let m[0] = s; let m[i in 1..2] = walk(m[i-1], k)/3 + s; m[2] }
let p[i in 1..n] = walk(u[i], k)*w[i];
let dp = diff(p, u);
let h[i in 1..n, 0] = c*u[i];
let h[i in 1..n, t in 1..4] = cos(h[i, t-1]) + u[i]^2*w[i]/4;
let dh = diff(h[1..n, 4], u);
let e[i in 1..n] = deep(u[i]);
let de = diff(e, u);
let d2 = diff(p, u, u);
show p[1] as value1, dp[1] as slope1_0, p[2] as value2, dp[2] as slope2_1;
show h[3, 4] as value3, dh[3] as slope3_2, e[2] as value4, de[2] as slope4_1;
show dp[3] as value5, d2[3] as slope5_2;
dp ~ 1; dh ~ w; de = 0.5; d2 ~ c;
for i in 1..n { let s[0] = u[i]; let s[j in 1..3] = s[j-1]^2*k + c; diff(s[3], u[i]) ~ w[i]; }

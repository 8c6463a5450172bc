# Recurrences, lets in parts, several in a circle, sums and functions in them.
const n = 4;
data head[3] in 1..4 = [2, 4, 2];
param rate = 0.5;
unknown a = 1, b = 0.5, x[i in 1..n] = 1 + i/4;
fn walk(s, v) { let z[0] = v; let z[k in 1..2] = sin(z[k-1])*s; z[2] }
let level[i in 1..6] = if i == 1 then a else level[i-1]*(1 + rate);
let h[0] = b; let h[k in 1..n] = x[k]*a;
let down[n] = x[1]; let down[i in 1..n-1] = down[i+1]*a;
let m[i in 0..2, j in 0..2] =
    if i == 0 then a else if j == 0 then b else m[i-1, j] + m[i, j-1]*x[i];
let u[0] = a; let u[i in 1..n] = u[i-1]*b + v[i-1];
let v[0] = b; let v[i in 1..n] = sum(j in 0..i-1: u[j]*x[i]) + walk(u[i-1], b);
let s[i in 1..n] = sum(e in 1..3: x[head[e]]^2)*w[i-1]/9;
let w[0] = a; let w[i in 1..n] = s[i]*max(j in 1..n: x[j]*w[i-1]);
loss sum(h*h) + level[6] + u[n]^2 + down[1]*m[2, 2] + w[3];
show walk(b, x[2]) as last;

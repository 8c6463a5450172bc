# Recurrences in recurrences: an implicit step by Newton's method, two that need one another
# within a step, in `fn` and `for`, downwards, in a sum, three deep, of data alone.
const n = 4, h = 0.1;
data u[n] = [0.9, 0.4, -0.2, 0.6], w[3] = [1, 0.7, 1.3];
unknown k = 0.8, c = 0.4, q[3] = 0.5;
fn implicit(x, r) {
    let z[0] = x;
    let z[j in 1..2] = z[j-1] - (z[j-1] + h*r*sin(z[j-1]) - x)/(1 + h*r*cos(z[j-1]));
    z[2]
}
fn spring(x0, r) {
    let x[0] = x0;
    let v[0] = r/3;
    let v[i in 1..3] = v[i-1] - h*r*x[i-1];
    let x[i in 1..3] = x[i-1] + h*v[i] - h*c*v[i-1]^2;
    x[3] + v[2]/5
}
fn down(a, b) { let d[i in 1..3] = if i < 3 then b*d[i+1] + sin(a*i)/4 else a; d[1] }
let x[0] = 1;
let x[t in 1..n] = implicit(x[t-1], k) + u[t]/10;
x[n] ~ 0.7;
x[1..n] ~ 0.6 sigma 2;
let y[0] = c, a[0] = 1;
let y[t in 1..n] = spring(y[t-1], k) + a[t-1]/4;
let a[t in 1..n] = down(y[t], c) - a[t-1]/2;
a[n] + y[n] ~ 0.3;
let b[t in 1..n] = if t < n then sum(i in 1..3: implicit(b[t+1], q[i])*w[i])/3 else c;
b[1] ~ 0.9 with huber(0.2);
fn deep(s, r) {
    let m[0] = s;
    let m[i in 1..3] = down(m[i-1], r) + implicit(m[i-1]^2, r)/7;
    m[3]
}
for j in 1..3 {
    let p[0] = w[j];
    let p[t in 1..3] = deep(p[t-1], q[j]) + h*(if p[t-1] > 1 then c else k*p[t-1]);
    p[3] - p[1] ~ 0.2;
}
fn known(s) {
    let e[0] = s;
    let e[i in 1..3] = sum(j in 1..3: w[j])*h + down(e[i-1], 0.5);
    e[3]
}
for j in 1..3 { q[j] ~ k sigma known(w[j]) + 1; }
show x, a, deep(k, c);

# Recurrences inside `fn` and `for`: a path of their own for each row, several
# that need one another, downwards, in a sum, under a condition, one part only.
const h = 0.1;
data v[3] = [1, 0.5, 1.4], kind[3] in 1..2 = [1, 2, 1];
data t[n] from "rows-found.csv";
unknown k = 0.7, c = 0.3, q[3] = 0.4;
fn rate(s, r) = -r*s + sin(s)/5;
fn walk(r, s0) {
    let s[0] = s0;
    let s[i in 1..6] = s[i-1] + h*rate(s[i-1] + h/2*rate(s[i-1], r), r);
    s[6] + sum(s^2)/10
}
fn spring(r, d) {
    let x[0] = 1;
    let w[0] = 0;
    let force = d*r;
    let w[i in 1..5] = w[i-1] - 0.2*(r*x[i-1] + d*w[i-1]) - force/50;
    let x[i in 1..5] = x[i-1] + 0.2*w[i];
    x[5] - w[5]
}
fn down(a) { let z[i in 1..4] = if i < 4 then a*z[i+1]^2 + i else a; z[1] + z[2] }
walk(k, 2) ~ 1;
spring(k, c) ~ 0.5;
down(c) + down(k/2) ~ 0.9;
for j in 1..3 {
    let p[0] = v[j];
    let p[i in 1..4] = p[i-1]*(1 - k*v[j]*h) + q[j]/10;
    let gap = p[4] - p[2];
    gap ~ 0.2;
    walk(q[j], p[3]) ~ c with huber(0.4);
}
for j in 1..n if t[j] > 1 {
    let e[1] = c*t[j], e[i in 2..5] = e[i-1]*k + e[1];
    sum(e) ~ t[j] sigma 0.3;
}
for j in 1..3, m in 1..j if kind[j] == 1 { spring(q[m], v[j]) + sum(i in 1..2: walk(k/i, m)) ~ 1; }
show walk(k, c), down(q[1]) as fall;

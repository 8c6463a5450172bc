# Recurrences inside `fn` and `for` of data and params alone: starts, bounds and data
# may use them, and rows load what set-up computed.
param p = 2, r = 0.3;
data v[3] = [1, 0.5, 1.4];
fn walk(x, s) { let w[0] = s; let w[k in 1..4] = w[k-1] + 0.1*sin(x*w[k-1]); w[4] }
fn two(x) {
    let c[0] = 1; let d[0] = x;
    let c[k in 1..3] = c[k-1]*x/2 + d[k-1];
    let d[k in 1..3] = if k > 1 then d[k-1]/3 + c[k-2] else x^2;
    c[3] + d[3]
}
data t[j in 1..3] = two(v[j]*r);
unknown a = walk(p, r), u[j in 1..3] = two(v[j]) in [-walk(p, 5), 100];
a ~ walk(r, 1) + walk(a, p);
for j in 1..3 {
    let e[0] = v[j]; let e[k in 1..3] = e[k-1]*t[j]/4 + p;
    u[j]^2 + a*e[3] ~ e[2];
}
show walk(p, r) as known, walk(a, r) as unknown_one;

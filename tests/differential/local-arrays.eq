# Arrays that live inside `for` and `fn`.
const n = 4;
fn rough(x) { let d[i in 1..3] = x[i + 1] - x[i]; let s = d^2; sum(s) + d[1]*max(d) }
fn poly(x) {
    let p[k in 0..4] = x^k/(k + 1);
    let q[k in 1..3, j in 1..2] = p[k] + j*p[k - 1];
    sum(p) + sum(q)/10 + q[2, 1]*q[3, 2]
}
fn lin(x, m) { let p[k in 1..m] = x*k; p }
unknown x[n] = 0.5, y[2] = 0.3;
for i in 1..n {
    let c[j in 1..3] = (x[i] - j)^2;
    let e[1..3] = 2*c;
    c[1] + c[2]/2 - e[3]*0.1 = sum(j in 1..3: c[j]*j)/10 + i;
}
y + lin(y[1]*y[2], 2) = [poly(y[1]), 2];
show rough(x), diff(poly(y[1]), y[1]) as slope, sum(lin(x[1], 3)) as six;

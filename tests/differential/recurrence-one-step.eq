# Recurrences of one step inside a recurrence: no element needs one of its own array.
fn f(x) { let r[0] = 0.5; let r[i in 1..1] = x + r[i-1]*0.5; r[1] }
fn g(x) { let r[i in 1..2] = f(x) + sin(i); r[1]*r[2] }
unknown u = 1, w = 0.4;
let h[0] = u;
let h[k in 1..3] = f(h[k-1])*w + h[k-1]*0.5 + f(u*k);
let a[1] = g(w);
let a[k in 2..4] = tanh(a[k-1] + g(u));
h[3] ~ 2;
sum(a) ~ 1;
for k in 1..3 { let s[0] = a[k]; let s[j in 1..1] = s[j-1]*u; s[1] ~ w; }

# Derivatives against closed forms (worked out by hand, computed in Python).
data t = [0.5, 1.5, 2.5];
param c = 0.7; param k = 0.4; param a = 1.1; param q[4] = 0.8;
let x[i in 1..4] = q[i] + i/8;
let d[i in 1..3] = x[i+1] - x[i]*x[i];
let energy = sum(i in 1..3: d[i]^4 + c*d[i]) + prod(q);
let model = a*exp(-k*t);
let w = a*c;
fn steep(u) = diff(sin(u)*u, u, u);
fn both(u, v) { let s = u^2*v; diff(diff(s, u), v) }
show energy;
show diff(energy, q) as by_q;
show diff(energy, q[2]) as by_q2;
show diff(energy, c) as by_c;
show diff(model, k) as by_k;
show diff(model, t) as by_t;
show diff(diff(energy, q[1]), q[2]) as twice;
show diff(w^3 + w*a, w) as by_w;
show steep(2*a) as second;
show both(a, c) as mixed;
show diff(logsumexp(q*t[2]), q) as soft;
show steep(t) as each;

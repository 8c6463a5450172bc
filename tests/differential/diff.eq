# Derivatives inside a program: of sums, by arrays, elements and arguments.
data t = [0.5, 1.5, 2.5];
param c = 0.7;
unknown x[5] = 0.8, a = 1.1, k = 0.4;
let d[i in 1..4] = x[i+1] - x[i];
let energy = sum(i in 1..4: (d[i] - a)^4 + c*d[i]^2) + x[1]^3*x[2] + prod(x);
let model = a*exp(-k*t);
fn bump(u, w) { let s = u*u + w; exp(-s)*u }
fn steep(u) = diff(bump(u, k), u) + diff(sin(u)*u, u, u);
diff(energy, x) = 0;
diff(energy, x[2]) = c*diff(energy, a);
diff(model, k) + diff(model, a)*diff(log(a), a) = 1;
diff(diff(energy, a), x[3]) = diff(energy, a, a);
for i in 1..3 { steep(x[i] + t[i]) = diff(x[i]^2*x[i+1], x[i]) + i; }
diff(logsumexp(k*x), x) = diff(sum(x^3), x)/9;

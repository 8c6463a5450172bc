# The derivative of an argument is known where the argument is.
data p = [0.3, 1.7];
fn f(x) { let w = x^2*max(k in 2..3: x/k); diff(w, x) }
fn g(x) { let w = logsumexp(k in 1..3: x*k)*prod(k in 1..3: x + k); diff(w, x) }
unknown u[i in 1..2] = f(p[i]) + g(p[i])/100 in [f(-3), inf];
for i in 1..2 { u[i]^2 + f(u[1]) ~ g(p[i])*u[i] weight f(p[i]); }

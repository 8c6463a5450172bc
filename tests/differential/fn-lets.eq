# Functions with lets, calling each other.
fn sq(v) = v*v;
fn step(s, h) { let a = sq(s) - s; let b = a + h/2*a*sq(a); s + h*b }
unknown p = 0.3, h = 0.2;
loss sum(i in 1..3: step(p*i, h)) + step(step(p, h), h)^2;

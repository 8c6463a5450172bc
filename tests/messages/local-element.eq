unknown x = 1;
fn f(x) { let p[3] = x; sum(p) }
f(x) = 2;

unknown a = 0.5;
fn gap(s) { let z[0] = s; let z[i in 2..3] = s*z[i-1] + 1; z[3] }
fn alone(s) { let z[3] = s; z[3] }
fn twice(s) { let z = s; let z = 2*s; z }
for j in 1..2 { let z[1..2] = a; let z[2..4] = j; sum(z) ~ 1; }
gap(a) + alone(a) + twice(a) ~ 3;

# Not yet: an inner recurrence for each step of an outer one.
unknown a = 0.5;
fn inner(s) { let z[0] = s; let z[i in 1..3] = s*z[i-1] + 1; z[3] }
let y[0] = 1;
let y[k in 1..4] = inner(y[k-1]);
y[4] = a;

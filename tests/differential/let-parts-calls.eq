# A function with a sum of its own, called in a let of parts and again after.
fn f(x) = sum(i in 1..3: max(j in 1..2: sin(i*x + j)));
unknown u = 0.5;
let h[0] = 1 + f(sin(u));
let h[k in 1..3] = f(u)*h[k-1]/4;
h[3] + u = 1.4;
show sqrt(4 + f(sin(u))) as s;

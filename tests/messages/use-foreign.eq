use "used/foreign.eq";
const shift = 3;
fn outer(x) = 2*x;
f(x) + g(x) + h(x) = shift;

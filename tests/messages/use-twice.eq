use "used/twice.eq";
const g = 9.81;
fn f(x) = x;
x = f(g);

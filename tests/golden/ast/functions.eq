fn f() = 1;
fn gauss(x, mu, s) = exp(-((x - mu)/s)^2 / 2);
fn step(s) { let a = f(s); let b = f(s + h/2*a), c = 2; s + h*b }
fn last(s) { s; };
use "used/shared.eq";

use "physics.eq";
use "../used/solve.eq";
fn fallen(t) = half(g)*t^2;

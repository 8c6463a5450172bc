use "./physics.eq";
fn half(x) = x/2;
# Its x and i are its own: the first file has unknowns of these names.
fn powers(x, n) { let twice = 2*x; sum(i in 1..n: x^i)/twice }

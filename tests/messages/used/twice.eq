# Two names that the first file has, too.
const g = 9.80665;
fn f(x) = 2*x;

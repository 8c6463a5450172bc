fn f(x) = g(x);
fn g(x) = g(x) + 1;
show f(1);

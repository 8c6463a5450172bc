fn f(x) = x + shift;
fn g(x) = outer(x);
fn h(x) = x*unheard;

fn f(x) -> x^2;
f(y) = 4;

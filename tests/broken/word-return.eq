fn f(x) { return x^2 }
f(y) = 4;

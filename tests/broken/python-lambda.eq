fn f = lambda x: x^2;
f(y) = 4;

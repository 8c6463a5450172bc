let f(x) = x^2;
y = f(2);

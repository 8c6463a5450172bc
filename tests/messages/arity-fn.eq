fn f(a, b) = a + b;
x = f(1);

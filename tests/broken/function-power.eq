y = sin^2(x);
x = 1;

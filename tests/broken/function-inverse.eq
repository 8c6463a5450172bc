y = sin^-1(x);
x = 1;

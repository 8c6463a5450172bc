unknown x = 1, 2;
x^2 = 2;

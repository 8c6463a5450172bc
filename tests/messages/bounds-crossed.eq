unknown x in [2, 1];
x^2 = 2;

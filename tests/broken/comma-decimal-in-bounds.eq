unknown x in [0,5, 1,5];
x^2 = 1;

unknown x in [0,];
x^2 = 2;

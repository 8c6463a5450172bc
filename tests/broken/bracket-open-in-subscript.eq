unknown x[3];
x[1 = 1;

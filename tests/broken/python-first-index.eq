unknown x[2];
x[0] = 1;
x[1] = 2;

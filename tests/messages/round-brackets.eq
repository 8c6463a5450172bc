unknown x[2];
x(1) = 2;
x[2] = 3;

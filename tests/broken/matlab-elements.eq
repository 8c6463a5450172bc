unknown x[2];
x(1) = 1;
x(2) = 2;

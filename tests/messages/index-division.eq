unknown x[3];
x = 1;
show x[5/2] as middle;

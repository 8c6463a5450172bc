unknown x[3];
x = 1;
show x[1.5] as middle;

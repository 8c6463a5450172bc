unknown x[3];
x[end] = 1;

unknown x[5..2];
x = 1;

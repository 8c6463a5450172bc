unknown x >= 0;
x = 1;

unknown x[100000, 100000];
x = 1;

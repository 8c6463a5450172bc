param n = 3;
unknown x[n];
x = 1;

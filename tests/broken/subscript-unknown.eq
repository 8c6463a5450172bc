unknown x[3], k;
x[k] = 1;
k = 2;

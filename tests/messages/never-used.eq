param k = 1, l = 2;
x = k;

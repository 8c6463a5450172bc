unknown x[3];
sum(x, 1, 3) = 2;

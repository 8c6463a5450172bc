unknown x;
minimize x^2;
3 <= 2;
2 >= 1;

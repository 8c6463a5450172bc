param a = 1;
x = 2;
3 = 4;

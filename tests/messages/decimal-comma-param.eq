param a = 1,5;
x = a;

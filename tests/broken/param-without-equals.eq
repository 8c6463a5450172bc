param a 3;
x = a;

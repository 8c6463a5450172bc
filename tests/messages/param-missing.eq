param a;
x = a;

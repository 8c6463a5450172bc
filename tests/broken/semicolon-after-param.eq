param a = 2
x = 3*a;

a = 7;
b = 2;
x = a mod b;

unknown;
x = 3;

unknown x in [0, 3], y in [0, 3];
x + y = 9;
x - y = 1;

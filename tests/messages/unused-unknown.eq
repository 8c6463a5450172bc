unknown x, y;
x = 2;

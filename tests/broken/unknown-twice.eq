unknown x, y, x;
x = 3;
y = 4;

unknown x, y;
x > 1 && y > 2;
x + y = 4;
minimize x;

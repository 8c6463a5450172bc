unknown x in [0, 1], y;
x + y = 3;

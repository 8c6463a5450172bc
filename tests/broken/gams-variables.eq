Variables x, y;
x + y = 3;
x - y = 1;

unkown x, y;
x = 1;

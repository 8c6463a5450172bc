unknown 2x;
x = 3;

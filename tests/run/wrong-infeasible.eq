unknown x = 0.5 in [0, 1], y = 0.5 in [0, 1];
x + y = 3;
x - y = 0.2;

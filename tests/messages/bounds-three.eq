unknown x in [0, 1, 2];
x = 1;

lett r = 3;
x = r;

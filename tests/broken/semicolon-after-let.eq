let r = x + y
r = 3;
x = 1;

# Functions of two arguments.
unknown x = 0.7, y = -1.3;
loss hypot(x, y) + atan2(y, x) + atan2(x, y)*hypot(x*y, 2) + pow(x, 3)
   + x/y - (x - y)*(x + y)/(1 + x*y*y);

unknown real x;
x = 2;

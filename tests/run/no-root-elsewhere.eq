# From x = y Newton's steps keep x = y, and there is no root.
unknown x = 1, y = 1;
x + y = 3;
x*y = 2;

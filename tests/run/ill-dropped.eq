unknown x, y, z;
x + y = 3;
x*y = 2;
z*0 = 0;

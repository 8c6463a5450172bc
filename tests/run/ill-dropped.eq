unknown x = 1, y = 1, z = 1;
x + y = 3;
x*y = 2;
z*0 = 0;

# Four roots, one of them where the constraints hold.
unknown x = 1, y = 1;
x^2 + y^2 = 5;
x*y = 2;
0 <= x + y <= 3;
x <= y;

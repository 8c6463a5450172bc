unknown x = 1, y = 1;
x^2 + y^2 = 25;
x*y = 100;

unknown x = 1 in [0, 2], y = 1;
x^2*y = 12;
x + y^3 = 3;

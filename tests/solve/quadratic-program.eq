# Nocedal, Wright, Numerical Optimization, example 16.4.
unknown x, y = 0.5;
minimize (x - 1)^2 + (y - 2.5)^2;
x - 2*y + 2 >= 0;
-x - 2*y + 6 >= 0;
-x + 2*y + 2 >= 0;
x >= 0; y >= 0;

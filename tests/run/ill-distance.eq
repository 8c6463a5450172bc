unknown x = 0, y = 0;
sqrt(x^2 + y^2) = 1;
x = y;

unknown x, y;
minimize x^2 + y^2;
x + y <= 1;
low: x + y >= 2;

unknown x, y;
minimize x^2 + y^2;
a: x >= 2;
b: y >= 2;
c: x + y <= 3;
d: 2*x + y <= 4;
e: x - y <= 10;

# x = sqrt(a), y = (b1 + b2)/x.
param a = 2, b[2] = [1, 3];
unknown x = 1, y = 1;
x^2 = a;
x*y = b[1] + b[2];
show x + y as s, a*x as t;

unknown x = 1, y = 1, z = 1;
first: x^2 + y = 3;
second: y + z = 2;
third: x^2 + 2*y + 1.00000003*z = 5.1;

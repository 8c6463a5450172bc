# Not linear: no proof that nothing keeps both.
unknown x = 1, y = 2;
minimize x;
ball: x^2 + y^2 <= 1;
x >= 3;

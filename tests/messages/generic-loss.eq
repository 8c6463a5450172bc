unknown a = 1, b = 2, c = 1, d=3;
minimize cosh(a*b - 3) + cosh(c - d);

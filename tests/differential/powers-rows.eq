# Powers in equations, where the magnitude follows them.
unknown x = -1.2, y = 0.9;
x^3 + y^3 = 1; x^2*y^-2 - y^1.5 = x^5;

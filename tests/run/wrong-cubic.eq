unknown x = 1, y = 1;
minimize x^2 - y^3;

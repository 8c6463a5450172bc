minimize x^2, x >= 1;

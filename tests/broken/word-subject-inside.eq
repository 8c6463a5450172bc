minimize x^2 subject to x >= 1;

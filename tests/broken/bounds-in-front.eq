unknown 0 <= x <= 1;
x^2 = 0.3;

x^2 = 4;
solve with newton(tolerance = 1);

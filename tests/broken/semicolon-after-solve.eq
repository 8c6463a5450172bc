x^2 = 2;
solve with newton
show x;

x^2 = 2;
solve;

x^2 = 2;
solve with newton;
solve with lm;

x^2 = 2;
solve with lm(1e-9);

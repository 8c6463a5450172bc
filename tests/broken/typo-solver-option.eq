x^2 = 2;
solve with lm(toll = 1e-9);

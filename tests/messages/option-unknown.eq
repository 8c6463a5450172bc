x^2 = 2;
solve with lm(tool = 1e-9);

x^2 = 2;
solve with multistart(method = lmm);

x^2 = 2;
solve with multistart(starts = 10, method = lm);

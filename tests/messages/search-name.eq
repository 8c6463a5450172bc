x^2 = 2;
solve with multistat(n = 10);

x^2 = 2;
solve for x;

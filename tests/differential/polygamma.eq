# Its order is a whole number, with no derivative and no error.
unknown x = 1.5, y = 2;
polygamma(1, x + 1) = 0.5;
sum(k in 0..2: polygamma(k, y)) = polygamma(2, x);

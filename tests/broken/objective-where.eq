minimize x^2 where x >= 1;

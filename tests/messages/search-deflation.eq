loss (x^2 - 2)^2 + x;
solve with deflation;

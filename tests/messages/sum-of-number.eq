unknown x = 1;
sum(x^2) = 4;

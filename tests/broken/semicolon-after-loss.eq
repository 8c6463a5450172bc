loss (x - 1)^2
show x;

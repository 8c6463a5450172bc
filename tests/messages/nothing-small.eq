param p = 2;
unknown x = 1;
loss (x - 1)^2;   loss p^2;

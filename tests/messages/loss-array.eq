data y = [1, 2, 3];
loss (y - a)^2;

unknown x = 1 in [0, 3];
loss (x - 1)^4;
solve with adam;

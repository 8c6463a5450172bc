unknown rate = 1 in [-1, 10];
log(rate) = 0.3;

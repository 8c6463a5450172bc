unknown x = -2;
log(x) = 1;

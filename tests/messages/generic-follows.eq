unknown x = 1, y = 2;
x*y = 2;
log(x) + log(y) = log(2);

unknown x = -1, y=1;
log(x) + y = 5; x*y=2;
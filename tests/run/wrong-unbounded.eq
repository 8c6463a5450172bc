unknown x = 1, y = 1;
minimize x - exp(y) ;

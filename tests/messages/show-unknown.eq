param p = 3;
show p*q;

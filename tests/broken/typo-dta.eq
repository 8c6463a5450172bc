dta t = [1, 2];
t ~ a;

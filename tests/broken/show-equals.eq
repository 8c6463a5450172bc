x = 3;
show y = 2*x;

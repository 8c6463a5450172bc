y = a*x where x = 3;

x = 2*PI;

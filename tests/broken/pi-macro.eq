unknown x;
x = 2*M_PI;

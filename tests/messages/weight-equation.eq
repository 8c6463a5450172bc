y = a*x weight w;

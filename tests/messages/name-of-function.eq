y = 2*exp;

unknown x in [0; 1];
x^2 = 1;

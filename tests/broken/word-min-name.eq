unknown x = 1;
min x^2;

param low = 2;
unknown x in [low, 1];
x^2 = 2;

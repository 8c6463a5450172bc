find x such that x^2 = 2;

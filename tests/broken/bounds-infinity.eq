unknown x in [0, Inf];
x^2 = 2;

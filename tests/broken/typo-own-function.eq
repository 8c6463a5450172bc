fn gauss(x) = exp(-x^2);
y = gaus(1);

# Magnitudes through functions.
unknown x = 0.7, y = 1.3;
exp(x) + sin(10*y) = hypot(x, y); log(y)*1e6 - atan2(y, x) = x^y;
tanh(x - y)/(x - y) = sqrt(x*y);

# Several objectives in their different words.
unknown a = 0.5, b = 1.5;
loss (a - b)^4; minimize exp(a)*b^2; loss cosh(a*b);

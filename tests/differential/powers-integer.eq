# Whole exponents, of either sign, at a negative base.
unknown x = -1.7, y = 0.6;
loss x^2 + x^3*y + x^4/10 + x^-1 + x^-2*y^5 + y^10 - x^7/50 + x^0 + y^1;

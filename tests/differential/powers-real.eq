# Real exponents and unknown exponents.
unknown x = 1.7, y = 0.6;
loss x^0.5 + x^1.5 + x^-0.3 + y^2.2 + x^y + 2^y + 0.5^x + (x + y)^(x*y);

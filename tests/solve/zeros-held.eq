# The answer is 0 exactly: rows of zeros have no rounding to be excused by.
unknown x = 3, y = 1;
minimize (x - 0.3*y)^2 + y^4 + y^2*exp(x);
x = y;

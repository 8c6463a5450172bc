# four equations, four unknowns; too many for a, b; too few for c, d
unknown a = 1, b = 1, c = 1, d = 1;
a*b = 2;
a + b^2 = 3;
a*exp(b) = 4;
b*c*d = 5;

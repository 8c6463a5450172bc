# Burkardt, test_nonlin (after MINPACK), problem 21: Freudenstein, Roth.
unknown x[2] = [0.5, -2];
x[1] - 13 + ((5 - x[2])*x[2] - 2)*x[2] = 0;
x[1] - 29 + ((x[2] + 1)*x[2] - 14)*x[2] = 0;

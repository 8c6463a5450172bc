# Burkardt, test_nonlin (after MINPACK), problem 22: Boggs.
unknown x[2] = [1, 0];
x[1]^2 - x[2] + 1 = 0;
x[1] - cos(pi*x[2]/2) = 0;

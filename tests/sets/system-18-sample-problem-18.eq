# Burkardt, test_nonlin (after MINPACK), problem 18: Sample problem 18.
unknown x[2] = [2, 2];
x[2]^2*(1 - exp(-x[1]^2))/x[1] = 0;
x[1]*(1 - exp(-x[2]^2))/x[2] = 0;

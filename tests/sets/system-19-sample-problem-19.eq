# Burkardt, test_nonlin (after MINPACK), problem 19: Sample problem 19.
unknown x[2] = [3, 3];
x[1]*(x[1]^2 + x[2]^2) = 0;
x[2]*(x[1]^2 + x[2]^2) = 0;

# Burkardt, test_nonlin (after MINPACK), problem 17: Dennis, Schnabel, 2 by 2.
unknown x[2] = [1, 5];
x[1] + x[2] - 3 = 0;
x[1]^2 + x[2]^2 - 9 = 0;

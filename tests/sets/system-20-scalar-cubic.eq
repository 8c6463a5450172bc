# Burkardt, test_nonlin (after MINPACK), problem 20: Scalar x(x-5)^2.
unknown x[1] = [1];
x[1]*(x[1] - 5)^2 = 0;

# Burkardt, test_nonlin (after MINPACK), problem 15: Hammarling, square root of a 2 by 2 matrix.
unknown x[4] = [1, 0, 0, 1];
x[1]^2 + x[2]*x[3] - 0.0001 = 0;
x[1]*x[2] + x[2]*x[4] - 1 = 0;
x[3]*x[1] + x[4]*x[3] = 0;
x[3]*x[2] + x[4]^2 - 0.0001 = 0;

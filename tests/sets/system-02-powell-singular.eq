# Burkardt, test_nonlin (after MINPACK), problem 2: Powell singular.
unknown x[4] = [3, -1, 0, 1];
x[1] + 10*x[2] = 0;
sqrt(5)*(x[3] - x[4]) = 0;
(x[2] - 2*x[3])^2 = 0;
sqrt(10)*(x[1] - x[4])^2 = 0;

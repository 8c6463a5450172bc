# Burkardt, test_nonlin (after MINPACK), problem 3: Powell badly scaled.
unknown x[2] = [0, 1];
10000*x[1]*x[2] - 1 = 0;
-10001/10000 + exp(-x[2]) + exp(-x[1]) = 0;

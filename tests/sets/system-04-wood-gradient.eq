# Burkardt, test_nonlin (after MINPACK), problem 4: Wood (gradient).
unknown x[4] = [-3, -1, -3, -1];
-200*x[1]*(-x[1]^2 + x[2]) + x[1] - 1 = 0;
-200*x[1]^2 + 1101*x[2]/5 + 99*x[4]/5 - 40 = 0;
-180*x[3]*(-x[3]^2 + x[4]) + x[3] - 1 = 0;
99*x[2]/5 - 180*x[3]^2 + 1001*x[4]/5 - 40 = 0;

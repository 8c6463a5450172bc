# Burkardt, test_nonlin (after MINPACK), problem 5: Helical valley.
unknown x[3] = [-1, 0, 0];
10*(x[3] - 10*(atan(x[2]/x[1])/(2*pi) + (if x[1] < 0 then 0.5 else 0))) = 0;
10*(sqrt(x[1]^2 + x[2]^2) - 1) = 0;
x[3] = 0;

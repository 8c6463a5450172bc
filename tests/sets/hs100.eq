# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 100.
unknown x1 = 1, x2 = 2, x3 = 0, x4 = 4, x5 = 0, x6 = 1, x7 = 1;
minimize (x1 - 10)^2 + 5*(x2 - 12)^2 + x3^4 + 3*(x4 - 11)^2 + 10*x5^6 + 7*x6^2 + x7^4
    - 4*x6*x7 - 10*x6 - 8*x7;
127 - 2*x1^2 - 3*x2^4 - x3 - 4*x4^2 - 5*x5 >= 0;
282 - 7*x1 - 3*x2 - 10*x3^2 - x4 + x5 >= 0;
196 - 23*x1 - x2^2 - 6*x6^2 + 8*x7 >= 0;
-4*x1^2 - x2^2 + 3*x1*x2 - 2*x3^2 - 5*x6 + 11*x7 >= 0;

# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 24.
unknown x1 = 1 in [0, inf], x2 = 0.5 in [0, inf];
minimize ((x1 - 3)^2 - 9)*x2^3/(27*sqrt(3));
x1/sqrt(3) - x2 >= 0;
x1 + sqrt(3)*x2 >= 0;
-x1 - sqrt(3)*x2 + 6 >= 0;

# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 56.
const a = asin(sqrt(1/4.2));
const b = asin(sqrt(5/7.2));
unknown x1 = 1, x2 = 1, x3 = 1, x4 = a, x5 = a, x6 = a, x7 = b;
minimize -x1*x2*x3;
x1 - 4.2*sin(x4)^2 = 0;
x2 - 4.2*sin(x5)^2 = 0;
x3 - 4.2*sin(x6)^2 = 0;
x1 + 2*x2 + 2*x3 - 7.2*sin(x7)^2 = 0;

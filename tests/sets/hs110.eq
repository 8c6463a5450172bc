# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 110.
unknown x[10] = 9 in [2.001, 9.999];
minimize sum(log(x - 2)^2 + log(10 - x)^2) - prod(x)^0.2;

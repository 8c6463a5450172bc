# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 2.
unknown x1 = -2;
unknown x2 = 1.5 in [1.5, inf];
minimize 100*(x2 - x1^2)^2 + (1 - x1)^2;

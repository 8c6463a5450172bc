# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 25.
unknown x1 = 100 in [0.1, 100], x2 = 12.5 in [0, 25.6], x3 = 3 in [0, 5];
data u[i in 1..99] = 25 + (-50*log(i/100))^(2/3);
minimize sum(i in 1..99: (-i/100 + exp(-(u[i] - x2)^x3/x1))^2);

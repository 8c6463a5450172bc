# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 54.
unknown x1 = 6000 in [0, 20000], x2 = 1.5 in [-10, 10], x3 = 4e6 in [0, 1e7], x4 = 2 in [0, 20],
        x5 = 0.003 in [0, 1], x6 = 5e7 in [0, 2e8];
minimize -exp(-0.5*(((x1 - 1e4)^2/6.4e7 + (x1 - 1e4)*(x2 - 1)/2e4 + (x2 - 1)^2)/0.96
    + (x3 - 2e6)^2/4.9e13 + (x4 - 10)^2/2.5e3 + (x5 - 1e-3)^2/2.5e-3 + (x6 - 1e8)^2/2.5e17));
x1 + 4000*x2 - 17600 = 0;

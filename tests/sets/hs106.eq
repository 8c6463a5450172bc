# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 106.
unknown x1 = 5000 in [100, 10000], x2 = 5000 in [1000, 10000], x3 = 5000 in [1000, 10000];
unknown x4 = 200 in [10, 1000], x5 = 350 in [10, 1000], x6 = 150 in [10, 1000];
unknown x7 = 225 in [10, 1000], x8 = 425 in [10, 1000];
minimize x1 + x2 + x3;
1 - 0.0025*(x4 + x6) >= 0;
1 - 0.0025*(x5 + x7 - x4) >= 0;
1 - 0.01*(x8 - x5) >= 0;
x1*x6 - 833.33252*x4 - 100*x1 + 83333.333 >= 0;
x2*x7 - 1250*x5 - x2*x4 + 1250*x4 >= 0;
x3*x8 - 1250000 - x3*x5 + 2500*x5 >= 0;

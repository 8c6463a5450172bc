# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, problem
# 106: a heat exchanger's, badly scaled.
unknown a = 5000 in [100, 10000], b[2] = 5000 in [1000, 10000];
unknown t[5] = [200, 350, 150, 225, 425] in [10, 1000];
minimize a + b[1] + b[2];
0.0025*(t[1] + t[3]) <= 1;
0.0025*(t[2] + t[4] - t[1]) <= 1;
0.01*(t[5] - t[2]) <= 1;
a*t[3] - 833.33252*t[1] - 100*a + 83333.333 >= 0;
b[1]*t[4] - 1250*t[2] - b[1]*t[1] + 1250*t[1] >= 0;
b[2]*t[5] - 1250000 - b[2]*t[2] + 2500*t[2] >= 0;

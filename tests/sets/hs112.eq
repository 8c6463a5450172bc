# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 112.
data c = [-6.089, -17.164, -34.054, -5.914, -24.721, -14.986, -24.1, -10.708, -26.662, -22.179];
unknown x[10] = 0.1 in [1e-6, inf];
minimize sum(x*(c + log(x/sum(x))));
x[1] + 2*x[2] + 2*x[3] + x[6] + x[10] - 2 = 0;
x[4] + 2*x[5] + x[6] + x[7] - 1 = 0;
x[3] + x[7] + x[8] + 2*x[9] + x[10] - 1 = 0;

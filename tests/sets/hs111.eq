# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 111.
data c = [-6.089, -17.164, -34.054, -5.914, -24.721, -14.986, -24.1, -10.708, -26.662, -22.179];
unknown x[10] = -2.3 in [-100, 100];
let e = exp(x);
minimize sum(e*(c + x - log(sum(e))));
e[1] + 2*e[2] + 2*e[3] + e[6] + e[10] - 2 = 0;
e[4] + 2*e[5] + e[6] + e[7] - 1 = 0;
e[3] + e[7] + e[8] + 2*e[9] + e[10] - 1 = 0;

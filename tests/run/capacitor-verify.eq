# Steps to measure a slope by have to be far smaller than 1e-12.
data w = [6283, 62831, 628318, 1884955, 6283185];
data z[i in 1..5] = 1/(w[i]*3.3e-12);
unknown C = 1e-12;
z ~ 1/(w*C);

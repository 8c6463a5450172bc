# NIST StRD, nonlinear regression: Rat42 (higher difficulty).
data y = [8.93, 10.8, 18.59, 22.33, 39.35, 56.11, 61.73, 64.62, 67.08];
data x = [9, 14, 21, 28, 42, 57, 63, 70, 79];
unknown b[3] = [100, 1, 0.1];
y ~ b[1]/(1+exp(b[2]-b[3]*x));

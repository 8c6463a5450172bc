# NIST StRD, nonlinear regression: BoxBOD (higher difficulty).
data y = [109, 149, 149, 191, 213, 224];
data x = [1, 2, 3, 5, 7, 10];
unknown b[2] = [1, 1];
y ~ b[1]*(1-exp(-b[2]*x));

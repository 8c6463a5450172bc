# NIST StRD, nonlinear regression: DanWood (lower difficulty).
data y = [2.138, 3.421, 3.597, 4.34, 4.882, 5.66];
data x = [1.309, 1.471, 1.49, 1.565, 1.611, 1.68];
unknown b[2] = [1, 5];
y ~ b[1]*x^b[2];

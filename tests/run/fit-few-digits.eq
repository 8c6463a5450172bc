# Residuals of 1e-13 beside values of 3: three of their digits are data.
data x = [0, 0.5, 1, 1.5, 2, 2.5];
data y[i in 1..6] = 3*exp(-0.5*x[i]) + 1e-13*(mod(i, 2) - 0.5);
y ~ a*exp(-b*x);

# Residuals are not small: without their second derivatives this is off.
param shift = 0.3, s = 0.5, cut = 1;
data t = [0, 1, 2, 3, 4, 5];
data y = [3.2, 2.6, 1.2, 1.4, 0.3, 0.6];
unknown A = 3, k = 0.5;
y ~ A*exp(-k*t) + shift*t/10 sigma s*(1 + shift*t) with cauchy(cut);
solve with lm(tol = 1e-14);
show log(2)/k as half;

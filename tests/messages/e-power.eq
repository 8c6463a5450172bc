data t = [0, 1, 2];
data y = [1, 0.4, 0.1];
y ~ a*e^(-k*t);

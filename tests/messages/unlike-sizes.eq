data t = [0, 1, 2, 3];
data y = [2, 2.3, 2.7, 3.1];
unknown a = 1, c = 1;
y ~ a*exp(t/5) + 3e10*c*t;

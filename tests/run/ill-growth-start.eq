data x = [0, 1, 2, 3];
data y = [0, 1.6, 3.8, 7.7];
unknown m = 0, c = 0;
y ~ x^m*exp(x/c);

# much alike, and each determined: no message
data t = [0, 1, 2, 3, 4, 5], y = [1, 2, 3, 5, 8, 12];
unknown a = 1, b = 1, c = 1, k = 0.5;
y ~ a*b*exp(k*t) + b*t + c;

data x = [1, 2, 3], y = [1.1, 1.9, 3.2];
unknown a, b, yhat;
yhat = a*x + b;
y ~ yhat;

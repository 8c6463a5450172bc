data x = [1, 2, 3];
unknown a, b, yhat;
yhat = a*x + b;

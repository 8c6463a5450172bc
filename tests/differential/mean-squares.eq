# A mean of squares is least squares.
data x = [0, 1, 2, 3]; data y = [1, 3, 2, 5];
unknown a = 0.5, b = 0.5;
loss mean((a*x + b - y)^2) + 0.5*(a - 1)^2;

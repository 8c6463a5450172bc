# c has no influence, whatever the pattern says
data t = [0, 1, 2, 3], y = [1, 2, 3, 5];
unknown a = 1, b = 1, c = 1;
y ~ a*t + b + c*(t - t);

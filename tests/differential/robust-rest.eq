# The other robust losses, a scale a row, and rows that are plain squares.
data t = [0, 1, 2, 3, 4]; data y = [1, 3, 5.1, 70, -9];
data s = [0.5, 1, 2, 0.7, 0.1];
unknown a = 2, b = 1;
y ~ a*t + b with soft_l1(s);
y ~ a*t^2 + b with arctan(2);
y ~ a*sqrt(t) + b weight 2 with geman_mcclure(3);
a*b ~ 1;

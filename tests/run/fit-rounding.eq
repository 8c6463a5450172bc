# Exact data: what is left of each row is rounding, and is called so.
data x = [1, 2, 3, 4, 5];
data y = [3.1, 5.3, 7.5, 9.7, 11.9];
y ~ a*x + b;

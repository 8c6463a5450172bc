data x = [1, 2, 3];
data y = [1.1, 1.9, 3.2];
y = a*x + b;

fn line(x, a, b) = a*x + b;
y = line(2, 3);

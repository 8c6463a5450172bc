# By Lagrange: the line of least squares among those through (1, 3).
data x = [1, 2, 3];
data y = [2, 4, 7];
unknown a, b;
y ~ a*x + b;
a + b = 3;
let at_two = 2*a + b;
show at_two;

# each with its stable form; exp(1) - 1 is a number
x = exp(y) - 1;
y = 1 - cos(x/2);
z = log(1 + x*y) + log(y + 1);
w = (sqrt(z + 1)) - sqrt(z);
v = exp(1) - 1 + 2 - cos(x);

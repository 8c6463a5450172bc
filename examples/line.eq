# A straight line by gradient descent; `--trace 15` prints the loss on the way.
param c = 1;
data  x[i in 1..99] = i;
data  y[i in 1..99] = 20*i + 5 + c;

unknown w = 0, b = 0;

loss mean((w*x + b - y)^2);
solve with sgd(lr = 1e-4, steps = 100);

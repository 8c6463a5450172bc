# The rate is far too large: each step makes the loss greater.
unknown x = 5, y = 5;
minimize (x - 1)^2 + 10*(y + 2)^2;
solve with sgd(lr = 1, steps = 200);

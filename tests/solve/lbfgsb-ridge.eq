# The gradient leads to (0, 0), where the loss falls along y.
unknown x = 1, y = 0;
minimize x^2 - y^2 + y^4;
solve with lbfgsb;

# The rules for the end of a step end all of them before the minimum.
unknown x = -1.2, y = 1;
loss 100*(y - x^2)^2 + (1 - x)^2;
solve with lbfgs(strong_wolfe = 1);

# Rosenbrock's valley with torch's L-BFGS and line searches.
unknown x = -1.2, y = 1;
loss 100*(y - x^2)^2 + (1 - x)^2;
solve with lbfgs(strong_wolfe = 1, tolerance_change = 1e-20, tolerance_grad = 0);

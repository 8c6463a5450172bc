# Near 0 the curvature of x^3 is above 0 and the gradient small: no minimum.
unknown x = 1 in [-1e-9, 2];
minimize x^3;
solve with newton_cg(tol = 1e-6);

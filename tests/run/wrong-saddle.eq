# From the ridge, the gradient leads to (0, 0), and there the step is along the
# curvature.
unknown x = 1, y = 0;
minimize x^2 - y^2 + y^4;

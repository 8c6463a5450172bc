# From the ridge, the gradient leads to the saddle at (0, 0).
unknown x = 1, y = 0;
minimize x^2 - y^2 + y^4;
solve with newton_cg;

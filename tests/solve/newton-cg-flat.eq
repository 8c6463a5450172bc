# Curvature in one direction only, and a minimum of order four in another: small
# gradients prove neither.
unknown x = 1, y = 1, z = 1;
minimize cosh(x + y) + z^4;
solve with newton_cg;

# A loss of no squares, a bound that a param moves, and one it does not reach.
param up = 0.8, q = 1.5;
unknown x = 0.5 in [0, up^2], y = 0.5 in [-9, q*9];
minimize (x - 2)^2 + q*(y - x)^4 + y^2;
solve with lbfgsb(tol = 1e-12);
show x*y as product;

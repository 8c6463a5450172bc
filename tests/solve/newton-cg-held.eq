# The way down from the ridge is shut.
unknown x = 1, y = 0 in [0, 0];
minimize x^2 - y^2 + y^4;
solve with newton_cg;

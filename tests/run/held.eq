# The slope at the bound, of a maximum, is what the maximum gains.
unknown x = 1 in [0, 2], y = 1 in [-5, 5];
maximize 3*x - x^2/4 - (y - x)^2;

# The greatest value is the least of its negative.
unknown x = 0.5 in [0, 3], y = 0.5;
maximize x*exp(-x) - (y - x)^2*log(2 + y);

# Its minimum has no multipliers: near it the row is almost level. The end keeps
# the rows all the same. (With y >= 0 as a bound it is found: touching.eq.)
unknown x1 = 0, x2 = 0;
minimize (x1 - 2)^2 + x2^2;
x2 <= (1 - x1)^3;
x2 >= 0;

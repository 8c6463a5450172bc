# Its minimum has no multipliers: near it the row is almost level. The end keeps
# the row all the same.
unknown x1 = 0 in [0, inf], x2 = 0 in [0, inf];
minimize (x1 - 2)^2 + x2^2;
(1 - x1)^3 - x2 >= 0;

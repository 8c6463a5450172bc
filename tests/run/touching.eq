# Hock and Schittkowski's problem 13: where row and bound meet they touch, and no
# multipliers balance the loss. Near it they do, and grow without end.
unknown x1 = 0 in [0, inf], x2 = 0 in [0, inf];
minimize (x1 - 2)^2 + x2^2;
(1 - x1)^3 - x2 >= 0;

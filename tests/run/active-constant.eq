# Constraints that no unknown changes: one that holds with both sides equal, one with
# room, and one that the param makes 0 <= 0. None of them has a price.
param p = 0;
unknown x = 1, y = 2;
minimize (x - 1)^2 + (y - 2)^2 + x*y;
x + y >= 3;
p >= 0;
p + 0.3 >= 0.1 + 0.2;
p*y <= 0;

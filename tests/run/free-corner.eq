# No slope at a corner, and yet x = y = 0 is the one root.
unknown x = 1, y = 1;
abs(x) + abs(y) = 0;

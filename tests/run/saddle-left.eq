# A saddle of a sum of squares, x = 0, is left.
minimize (x^2-1)^2 + y^2;
unknown x = 0, y=0.5;

unknown x, y;
minimize (x + 1)^2 + (y - 5)^2;
0 <= x
-y <= 3;

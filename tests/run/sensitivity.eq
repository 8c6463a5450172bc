param c = 3, m = 1, up = 0.8;
unknown x = 0.5 in [0, up], y = 0.5, z = 0.5;
minimize (x - 2)^2 + m*(y - 2)^2 + (z - 1)^2 + x*y;
sum: x + y + z = c;
z <= 5*m;

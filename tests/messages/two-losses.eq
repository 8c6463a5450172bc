minimize (a - 1)^2;
minimize (b - 2)^2;

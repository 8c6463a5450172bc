minimise (x - 1)^2;

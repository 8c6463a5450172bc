min (x - 2)^2;

unknown depth = 1 in [0, 10];
sqrt(depth - 5) = 1;

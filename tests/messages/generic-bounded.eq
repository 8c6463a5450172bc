# where something is made small, bounds decide what the rows leave free
unknown x[2] in [0, 10];
minimize x[1] + x[2];
need: x[1] + x[2] >= 3;

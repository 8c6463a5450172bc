unknown x[3];
duplicate i = 1, 3

unknown x[3];
x[1..2] = 1; x[3] = 2;

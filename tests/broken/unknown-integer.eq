unknown n integer;
n^2 = 4;

unknown x[2];
y(1) = 3;

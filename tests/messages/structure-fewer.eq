unknown x[3], y;
x[1]*x[2] = y;
x[2]*x[3] = exp(y);

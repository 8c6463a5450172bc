param k1 = 10, k2 = 2;
unknown X, Y;
dX: -k1*X + k2*Y = 0;
dY:  k1*X - k2*Y = 0;

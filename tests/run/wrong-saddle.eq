# From the ridge, every step stays on it: (0, 0) is no minimum.
unknown x = 1, y = 0;
minimize x^2 - y^2 + y^4;

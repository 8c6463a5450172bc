data ys = [0, 1, 2];
unknown x, xs[3];
interp(x, xs, ys) = 6;

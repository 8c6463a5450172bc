data xs = [0, 2, 1];
data ys = [5, 7, 4];
unknown x;
interp(x, xs, ys) = 6;

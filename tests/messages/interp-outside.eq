data xs = [0, 1, 2];
data ys = [5, 7, 4];
unknown x = 2.5;
interp(x, xs, ys) = 6;

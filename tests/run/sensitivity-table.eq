param xs[3] = [0, 1, 2], v[3] = [0, 10, 30], target = 12;
unknown h = 0.7;
pchip(h, xs, v) = target;

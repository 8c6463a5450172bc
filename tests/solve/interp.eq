# Values checked by the textbook formulas in exact fractions.
data xs = [0, 1, 2.5, 4, 7];
data ys = [1, 3, 2, 2, 5];
data q[i in 1..15] = i/2 - 0.5;
data us = [0, 1, 3, 4];
data vs = [0, 1, 2, 8];
data p[i in 0..8] = i/2;
data ends[i in 0..1] = 3*i;
unknown x = 0.5, w = 6;
interp(x, xs, ys) = 2.5;
pchip(w, xs, ys) = 4.199074074074074;
show interp(q, xs, ys) as lines;
show pchip(q, xs, ys) as cubics;
show pchip(p, us, vs) as steep;
show pchip(1, ends, 2*ends) as two;

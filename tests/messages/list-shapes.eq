unknown x[2], s;
x = [1, [2, 3]];
x = [s, x];
[[s, 1], [s]] = 3;

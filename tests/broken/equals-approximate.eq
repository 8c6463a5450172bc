data t = [1, 2], y = [2, 4];
y ~= a*t;

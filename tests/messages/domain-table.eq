data level = [0, 1, 2], volume = [0, 10, 25];
unknown h = 5, k = 1;
k*pchip(h, level, volume) = 40;
k + h = 3;

data k[i in 1..5] in 1..4 = 6 - i;
a = k[1];

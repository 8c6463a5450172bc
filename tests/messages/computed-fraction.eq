data k[i in 1..5] in 1..4 = i/2;
a = k[1];

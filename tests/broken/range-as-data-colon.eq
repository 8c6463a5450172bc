data t = 1:3;
y = t[2];

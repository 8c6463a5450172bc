let 2*x = 4;
y = x;

x = 1;
y = 2;
show x y;

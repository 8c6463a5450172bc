unknown x;
lgo(x) = 1;

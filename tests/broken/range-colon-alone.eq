unknown x;
x = 1:3;

unknown x-1;
x = 3;

integer n;
n = 3;

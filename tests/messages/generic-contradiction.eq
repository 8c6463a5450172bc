unknown x = 1, y = 2;
exp(x) + y = 3;
2*exp(x) + 2*y = 7;

y = sqrt(x + 1;
x = 3;

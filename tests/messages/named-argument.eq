y = sin(x = 2);

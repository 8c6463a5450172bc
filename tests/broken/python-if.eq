y = 1 if x > 0 else 0;
x = 1;

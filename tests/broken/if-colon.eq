y = if x > 0: 1 else 0;
x = 1;

y = if x > 0 than 1 else 0;
x = 1;

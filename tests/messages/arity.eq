x = sin(1, 2);

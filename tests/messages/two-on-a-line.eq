A + B = 9  C - D = 1;

A + B = 9, A - B = 1;

a = b = c;

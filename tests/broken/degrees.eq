x = cos(30);

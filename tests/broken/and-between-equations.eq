x + y = 10 and x - y = 2;

while x < 3;
